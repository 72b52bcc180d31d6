import { post } from './client.ts'

/** 「督办单」 An order to make good a deadline that has passed. */
export interface OverdueOrder {
  readonly number: string
  readonly raisedOn: string
  readonly record: {
    readonly type: string
    readonly typeTitle: string
    readonly id: string
    readonly label: string
    readonly unitName: string
  }
  readonly key: string
  readonly title: string
  readonly article: string | null
  readonly due: string
  readonly daysLate: number
  readonly state: 'open' | 'closed' | 'moved'
  readonly metOn: string | null
  readonly late: string | null
  readonly red: boolean
  readonly answer: string | null
  readonly answeredBy: string | null
  readonly mine: boolean
}

export interface OrderPage {
  readonly orders: readonly OverdueOrder[]
  readonly next: string | null
  readonly open: number
}

export const answerOrder = (number: string, answer: string): Promise<OverdueOrder> =>
  post<OverdueOrder>('/api/overdue-orders/answer', { number, answer })
