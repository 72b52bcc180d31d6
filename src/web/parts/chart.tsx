import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

export interface Point {
  readonly key: string
  readonly title: string
  readonly value: number
}

/** A trend over months or a rank of units, as SVG so that it prints; a click on a bar opens its list. */
export function Chart({
  kind,
  title,
  measure,
  points,
  onPick,
}: {
  kind: 'trend' | 'rank'
  title: string
  measure: string
  points: readonly Point[]
  onPick?: (key: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    if (!box.current) return
    const chart = init(box.current, null, { renderer: 'svg' })
    const names = points.map((p) => p.title)
    const values = points.map((p) => p.value)
    const category = { type: 'category' as const, data: names, axisTick: { show: false }, axisLabel: { color: '#4a5866', fontSize: 12 } }
    const value = {
      type: 'value' as const,
      minInterval: measure === '万元' || measure === '%' ? 0 : 1,
      axisLabel: { color: '#4a5866' },
      splitLine: { lineStyle: { color: '#e8ecf0' } },
    }
    const rank = kind === 'rank'
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: `${title}：${points.map((p) => `${p.title} ${p.value}`).join('，')}` } },
      grid: { left: 8, right: 40, top: 12, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', valueFormatter: (v: unknown) => `${String(v)} ${measure}` },
      xAxis: rank ? value : category,
      yAxis: rank ? { ...category, inverse: true } : value,
      series: [
        {
          type: rank ? 'bar' : 'line',
          data: values,
          itemStyle: { color: '#1a5a96' },
          lineStyle: { color: '#1a5a96' },
          barMaxWidth: 18,
          label: { show: true, position: rank ? 'right' : 'top', color: '#1d2935', fontSize: 12 },
        },
      ],
    })
    chart.on('click', (e) => {
      const key = points[e.dataIndex]?.key
      if (key !== undefined) pick.current?.(key)
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [points, kind, title, measure])
  return (
    <div
      ref={box}
      role="img"
      aria-label={title}
      style={{ height: kind === 'rank' ? Math.max(160, points.length * 26 + 40) : 240, cursor: onPick ? 'pointer' : 'default' }}
    />
  )
}
