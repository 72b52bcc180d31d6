/**
 * The marks by which the demo's numbers are known to belong to nobody, while every checksum in them is right.
 *
 * Area: 潮州 has had the county codes 445101, 445102, 445103, 445121 and 445122 since its codes begin with 4451; 445199 was given to no county.
 * Telephone: the mobile segment 154 was given to no operator (lists of segments published up to 2022 name it among those left free).
 */

/** The county code of made-up identity numbers and credit codes. */
export const fictionalArea = '445199'

/** The first five digits of made-up mobile telephone numbers. */
export const fictionalSegment = '15400'

/** Whether an identity number is one of the demo's, which belong to nobody. */
export function isFictionalNumber(identityNumber: string): boolean {
  return identityNumber.startsWith(fictionalArea)
}

/** Whether a telephone number is one of the demo's, which nobody has. */
export function isFictionalPhone(phone: string): boolean {
  return phone.startsWith(fictionalSegment) && phone.length === 11
}
