import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { chinaDay } from '../parts/format.ts'
import { ApiFault, call, get } from './client.ts'
import type { Account, State } from './types.ts'

/** Who is logged in; null when nobody is. The last account is kept on the phone so that it can be used without a network. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Account | null> => {
      try {
        const { account } = await get<{ account: Account | null }>('/api/session', undefined, signal)
        if (account) localStorage.setItem(kept, JSON.stringify(account))
        else localStorage.removeItem(kept)
        return account
      } catch (fault) {
        if (fault instanceof ApiFault && fault.offline) {
          const last = localStorage.getItem(kept)
          if (last) return JSON.parse(last) as Account
        }
        throw fault
      }
    },
    staleTime: 60_000,
    retry: false,
  })
}
const kept = 'fazhi.account'
const heldDay = 'fazhi.day'

export function useServerState() {
  return useQuery({
    queryKey: ['state'],
    queryFn: async ({ signal }): Promise<State> => {
      try {
        const state = await get<State>('/api/state', undefined, signal)
        // A demonstration stands on a day of its own, which this machine's clock does not know.
        if (state.demo && state.today) localStorage.setItem(heldDay, state.today)
        else localStorage.removeItem(heldDay)
        return state
      } catch (fault) {
        // A phone in the village opens from its own store: the shell is there, the server is not.
        if (!(fault instanceof ApiFault && fault.offline && localStorage.getItem(kept))) throw fault
        const today = localStorage.getItem(heldDay)
        return { ready: true, demo: today !== null, version: '', ...(today ? { today } : {}) }
      }
    },
    staleTime: 5 * 60_000,
    retry: false,
  })
}

const AccountContext = createContext<Account | null>(null)
export const AccountProvider = AccountContext.Provider

/** The account inside the application; pages are only shown to somebody who is logged in. */
export function useAccount(): Account {
  const account = useContext(AccountContext)
  if (!account) throw new Error('page shown without an account')
  return account
}

/** The legal day: the server's, or this machine's clock read in Asia/Shanghai. */
export function useToday(): string {
  return useServerState().data?.today ?? chinaDay(new Date())
}

/**
 * Somebody else sits at the screen from now on: everything that was loaded is forgotten, but for who it is and what the server is. Those two
 * are watched by the gate, which would go on watching a query that has been taken out of the cache, and never open.
 */
export function changeHands(client: QueryClient, account: Account | null): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'state' })
  client.setQueryData(['session'], account)
}

/** Ends the session. */
export function useLogout(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await call('DELETE', '/api/session').catch(() => undefined)
    localStorage.removeItem(kept)
    changeHands(client, null)
  }
}

/** Whether the account carries a duty. */
export const hasDuty = (account: Account, ...duties: string[]): boolean => duties.some((d) => account.duties.includes(d))
/** Whether the account's posts see records of a line. */
export const seesLine = (account: Account, line: string): boolean => account.lines.includes('*') || account.lines.includes(line)
