import type { LegalDay } from '../src/law/index.ts'
import type { Actor } from '../src/services/access/access.ts'
import { legalDay, millisecondsOf } from '../src/services/clock.ts'
import type { CreateInput, Ledger } from '../src/services/ledger/ledger.ts'
import type { StageClock } from './stage-clock.ts'

/** A record of the script: it has an id once its first act is played. */
export interface Handle {
  id: string
  version: number
}

/** What is done to one record, or to none that exists yet. */
export interface Pen {
  create(who: Actor, type: string, to: Handle, input: CreateInput): Promise<void>
  step(who: Actor, type: string, on: Handle, step: string, values: Readonly<Record<string, unknown>>): Promise<void>
  /** Reads the version again, after records below have changed it. */
  reread(type: string, on: Handle): Promise<void>
}

export const handle = (): Handle => ({ id: '', version: 0 })

interface Scene {
  readonly at: string
  readonly key: string
  readonly play: (pen: Pen) => Promise<void>
}

/**
 * Everything that will happen, written down before it is played. Acts of one lane (a town, the bureau) are played one after another in the
 * order of their instants, so that numbers come out in order; lanes are played side by side.
 */
export interface Script {
  add(lane: string, at: string, play: (pen: Pen) => Promise<void>): void
  readonly size: number
  play(tell: () => void): Promise<void>
}

/** Where a script is played. */
export interface Stage {
  readonly ledger: Ledger
  readonly clock: StageClock
  readonly versionOf: (type: string, id: string) => Promise<number>
  /** The lanes that are played; all of them unless given. */
  readonly lanes?: readonly string[]
}

/** A new script under a name of its own; what lies after the last day is not played. */
export function scriptUntil(name: string, through: LegalDay, stage: Stage): Script {
  const { ledger, clock, lanes: played } = stage
  const lanes = new Map<string, Scene[]>()
  let size = 0
  const pen: Pen = {
    create: async (who, type, to, input) => {
      const done = await ledger.create(who, type, input)
      to.id = done.id
      to.version = done.version
    },
    step: async (who, type, on, step, values) => {
      const done = await ledger.step(who, type, on.id, step, { version: on.version, values })
      on.version = done.version
    },
    reread: async (type, on) => {
      on.version = await stage.versionOf(type, on.id)
    },
  }
  return {
    add: (lane, at, play) => {
      if (legalDay(millisecondsOf(at)) > through || played?.includes(lane) === false) return
      const scenes = lanes.get(lane) ?? []
      scenes.push({ at, key: `${name}/${lane}/${scenes.length}`, play })
      lanes.set(lane, scenes)
      size += 1
    },
    get size() {
      return size
    },
    play: async (tell) => {
      await Promise.all(
        [...lanes.values()].map(async (scenes) => {
          // Same instants keep the order in which they were written down.
          for (const { at, key, play } of scenes.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
            await clock.at(at, key, () => play(pen))
            tell()
          }
        }),
      )
    },
  }
}
