import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { treeOf, useUnits } from '../api/units.ts'

/** Chooses a unit in the tree of the county, by typing or by opening. */
export function UnitPicker({
  id,
  label,
  value,
  onChange,
  below = '',
  clear = true,
  on,
}: {
  id: string
  label?: string
  value: string | undefined
  onChange: (code: string | undefined) => void
  below?: string
  clear?: boolean
  on?: string
}) {
  const units = useUnits(on)
  const tree = useMemo(() => treeOf(units.data ?? [], below), [units.data, below])
  return (
    <TreeSelect
      id={id}
      aria-label={label}
      style={{ width: '100%', minWidth: 160 }}
      treeData={tree}
      {...(value ? { value } : {})}
      onChange={(v: string | undefined) => onChange(v)}
      loading={units.isFetching}
      allowClear={clear}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={tree.map((n) => n.value)}
      popupMatchSelectWidth={260}
      placeholder={label}
      virtual={false}
    />
  )
}
