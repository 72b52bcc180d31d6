/** Counters in the Prometheus text format. */
export interface Metrics {
  answered(route: string, method: string, status: number, milliseconds: number): void
  text(): string
}

const bounds = [5, 10, 25, 50, 100, 250, 500, 1000, 5000]

/** Counts answers by route and status, and their times in buckets. */
export function openMetrics(): Metrics {
  const answers = new Map<string, number>()
  const times = new Map<string, { buckets: number[]; sum: number; count: number }>()
  return {
    answered: (route, method, status, ms) => {
      const key = `method="${method}",route="${route}",status="${status}"`
      answers.set(key, (answers.get(key) ?? 0) + 1)
      const at = `method="${method}",route="${route}"`
      const t = times.get(at) ?? { buckets: bounds.map(() => 0), sum: 0, count: 0 }
      for (const [i, b] of bounds.entries()) if (ms <= b) t.buckets[i] = (t.buckets[i] ?? 0) + 1
      t.sum += ms
      t.count++
      times.set(at, t)
    },
    text: () => {
      const lines = ['# HELP fazhi_http_answers_total Answers by route and status.', '# TYPE fazhi_http_answers_total counter']
      for (const [key, n] of answers) lines.push(`fazhi_http_answers_total{${key}} ${n}`)
      lines.push('# HELP fazhi_http_milliseconds Time to answer.', '# TYPE fazhi_http_milliseconds histogram')
      for (const [key, t] of times) {
        for (const [i, b] of bounds.entries()) lines.push(`fazhi_http_milliseconds_bucket{${key},le="${b}"} ${t.buckets[i]}`)
        lines.push(
          `fazhi_http_milliseconds_bucket{${key},le="+Inf"} ${t.count}`,
          `fazhi_http_milliseconds_sum{${key}} ${t.sum.toFixed(1)}`,
          `fazhi_http_milliseconds_count{${key}} ${t.count}`,
        )
      }
      const memory = process.memoryUsage()
      lines.push(
        '# TYPE fazhi_memory_bytes gauge',
        `fazhi_memory_bytes{kind="rss"} ${memory.rss}`,
        `fazhi_memory_bytes{kind="heap"} ${memory.heapUsed}`,
      )
      return `${lines.join('\n')}\n`
    },
  }
}
