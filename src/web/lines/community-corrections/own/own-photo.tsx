import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../../parts/toast.tsx'
import { useWords } from '../../../words/words.ts'
import { ownWords } from './own-words.ts'

/** The longer side of a photograph as it is sent: enough to see a face and a paper, little enough for a thin line. */
const side = 1600

/** A picture drawn anew: smaller, and without what the camera wrote beside it. Throws when it is none. */
async function shrunk(file: File): Promise<Blob> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, side / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * scale)
  canvas.height = Math.round(image.height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.8)
  })
}

/** The bytes of a photograph as an act carries them. */
export async function base64Of(photo: Blob): Promise<string> {
  const bytes = new Uint8Array(await photo.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** 「附照片」 Taken now by the phone's camera; shown before it is sent, and his own to leave out. */
export function OwnPhoto({ photo, onChange }: { photo: Blob | undefined; onChange: (photo: Blob | undefined) => void }) {
  const w = useWords(ownWords)
  const input = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<string>()
  useEffect(() => {
    if (!photo) return setShown(undefined)
    const url = URL.createObjectURL(photo)
    setShown(url)
    return () => URL.revokeObjectURL(url)
  }, [photo])
  const take = (file: File | undefined) => {
    if (file) shrunk(file).then(onChange, () => say(w.noPicture, true))
  }
  return (
    <div className="stack">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={w.photo}
        hidden
        onChange={(e) => {
          take(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      {shown ? <img className="own-photo" src={shown} alt={w.photoShown} /> : null}
      <p className="row">
        <Button size="large" onClick={() => input.current?.click()}>
          {photo ? w.photoAgain : w.photo}
        </Button>
        {photo ? (
          <Button size="large" onClick={() => onChange(undefined)}>
            {w.photoDrop}
          </Button>
        ) : null}
      </p>
    </div>
  )
}
