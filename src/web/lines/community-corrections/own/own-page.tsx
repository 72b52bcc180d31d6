import type { ReactNode } from 'react'
import { Answer, Empty } from '../../../parts/states.tsx'
import { useTitle } from '../../../parts/title.ts'
import { useWords } from '../../../words/words.ts'
import './own.css'
import { type OwnFile, useOwn } from './own.ts'
import { ownWords } from './own-words.ts'

/** One of the person's own pages: his file, or the sentence that there is none. */
export function OwnPage({ title, children }: { title: string; children: (file: OwnFile) => ReactNode }) {
  const w = useWords(ownWords)
  const own = useOwn()
  useTitle(title)
  return (
    <div className="own stack">
      <h1>{title}</h1>
      <Answer of={own}>
        {([file]) =>
          file ? (
            <>
              {children(file)}
              <p className="quiet">{w.office(file.unitName)}</p>
            </>
          ) : (
            <Empty title={w.nothing} next={w.nothingNext} />
          )
        }
      </Answer>
    </div>
  )
}
