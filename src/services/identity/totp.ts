import { generateURI, ScureBase32Plugin, verify } from 'otplib'

/** The authenticator's half-minutes: one before and one after are accepted, for phones whose clock is off. */
const TOLERANCE_SECONDS = 30

/** A new secret of 160 bits in base32, and the address that authenticator apps read from a QR code. */
export function newTotp(randomToken: (bytes: number) => string, username: string, issuer: string): { secret: string; uri: string } {
  const secret = new ScureBase32Plugin().encode(Buffer.from(randomToken(20), 'base64url'), { padding: false })
  return { secret, uri: generateURI({ issuer, label: username, secret }) }
}

/** Whether a text can be a secret of ours: base32 of 16 bytes and more. */
export function isTotpSecret(text: string): boolean {
  return /^[A-Z2-7]{26,64}$/.test(text)
}

/**
 * The time step of a code (RFC 6238) that is valid now and newer than the last one used; null otherwise. `epoch` is in seconds; without
 * it the machine's time, because a phone's authenticator does not know on which day a demo stands still.
 */
export async function totpStep(secret: string, code: string, last: number | undefined, epoch: number | undefined): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null
  const result = await verify({
    secret,
    token: code,
    epochTolerance: TOLERANCE_SECONDS,
    ...(epoch === undefined ? {} : { epoch }),
    ...(last === undefined ? {} : { afterTimeStep: last }),
  })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
