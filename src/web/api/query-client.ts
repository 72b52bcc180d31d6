import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFault } from './client.ts'

/** Answers are kept half a minute; refusals are not asked again, a lost network is. A session that ended leads back to the login. */
export const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (fault, query) => {
      if (fault instanceof ApiFault && fault.status === 401 && query.queryKey[0] !== 'session') client.setQueryData(['session'], null)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, fault) => fault instanceof ApiFault && (fault.offline || fault.status === 503) && count < 2,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
