import { intakeDocuments } from './documents/intake.ts'
import { measureDocuments } from './documents/measures.ts'
import { permissionDocuments } from './documents/permissions.ts'
import { personDocuments } from './documents/person.ts'

/** The papers of community corrections, by the chapter of the work to which they belong. */
export const documents = [...personDocuments, ...intakeDocuments, ...permissionDocuments, ...measureDocuments]
