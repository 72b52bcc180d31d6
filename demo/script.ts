import type { LegalDay } from '../src/law/index.ts'
import type { Actor } from '../src/services/access/access.ts'
import { legalDay, millisecondsOf } from '../src/services/clock.ts'
import type { Acts, CreateInput, Ledger } from '../src/services/ledger/ledger.ts'
import { county } from './cast.ts'
import type { StageClock } from './stage-clock.ts'

/** A record of the script: it has an id once its first act is played. */
export interface Handle {
  id: string
}

/** What is done to one record, or to none that exists yet. */
export interface Pen {
  create(who: Actor, type: string, to: Handle, input: CreateInput): Promise<void>
  step(who: Actor, type: string, on: Handle, step: string, values: Readonly<Record<string, unknown>>): Promise<void>
}

export const handle = (): Handle => ({ id: '' })

type Play = (pen: Pen) => Promise<void>

interface Scene {
  readonly at: string
  readonly key: string
  readonly play: Play
}

/**
 * Everything that will happen, written down before it is played. Acts of one lane (a town, the bureau) are played one after another in the
 * order of their instants, so that numbers come out in order; some lanes are played side by side.
 */
export interface Script {
  add(lane: string, at: string, play: Play): void
  readonly size: number
  play(tell: (scenes: number) => void): Promise<void>
}

/** Scenes of a lane that the ledger writes together. */
const TOGETHER = 250
/** Lanes at a time: enough to keep the program and the database both at work. */
const ABREAST = 4

/** Where a script is played. */
export interface Stage {
  readonly ledger: Ledger
  readonly clock: StageClock
  /** The lanes that are played; all of them unless given. */
  readonly lanes?: readonly string[]
}

/** A new script under a name of its own; what lies after the last day is not played. */
export function scriptUntil(name: string, through: LegalDay, stage: Stage): Script {
  const { ledger, clock, lanes: played } = stage
  const lanes = new Map<string, Scene[]>()
  let size = 0
  /** Done again after a conflict, a scene gives the same identifiers: they come from its key. */
  const penOf = (acts: Acts): Pen => ({
    create: async (who, type, to, input) => {
      to.id = (await acts.create(who, type, input)).id
    },
    step: async (who, type, on, step, values) => {
      await acts.step(who, type, on.id, step, { values })
    },
  })
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
      // Same instants keep the order in which they were written down.
      const waiting = [...lanes.values()].map((scenes) => scenes.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)))
      const worker = async () => {
        for (let lane = waiting.shift(); lane; lane = waiting.shift()) {
          const few = lane.splice(0, TOGETHER)
          await ledger.batch(county, async (acts) => {
            for (const { at, key, play } of few) await clock.at(at, key, () => play(penOf(acts)))
          })
          tell(few.length)
          if (lane.length > 0) waiting.push(lane)
        }
      }
      await Promise.all(Array.from({ length: ABREAST }, worker))
    },
  }
}
