import { crc32, deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'

/** A picture of a screen in 256 colours, which is a third of its weight: pages have few colours, and their letters are grey at the edges. */
export async function smallPng(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage()
  try {
    const seen = await page.evaluate(coloursOf, `data:image/png;base64,${png.toString('base64')}`)
    return encode(seen.width, seen.height, seen.palette, Buffer.from(seen.pixels, 'base64'))
  } finally {
    await page.close()
  }
}

/** In the browser, which can read a picture: the 256 most frequent colours, and for each pixel the nearest of them. */
async function coloursOf(source: string) {
  const image = new Image()
  image.src = source
  await image.decode()
  const { width, height } = image
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  // Five bits a channel tell colours apart; each is then shown as the first that was met.
  const key = (i: number) => (((data[i] ?? 0) >> 3) << 10) | (((data[i + 1] ?? 0) >> 3) << 5) | ((data[i + 2] ?? 0) >> 3)
  const met = new Map<number, { n: number; rgb: [number, number, number] }>()
  for (let i = 0; i < data.length; i += 4) {
    const colour = met.get(key(i))
    if (colour) colour.n += 1
    else met.set(key(i), { n: 1, rgb: [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0] })
  }
  const palette = [...met.values()]
    .sort((a, b) => b.n - a.n)
    .slice(0, 256)
    .map((c) => c.rgb)
  const nearest = new Map<number, number>()
  for (const [k, { rgb }] of met) {
    const far = palette.map((p) => (p[0] - rgb[0]) ** 2 + (p[1] - rgb[1]) ** 2 + (p[2] - rgb[2]) ** 2)
    nearest.set(k, far.indexOf(Math.min(...far)))
  }
  let pixels = ''
  for (let i = 0; i < data.length; i += 4) pixels += String.fromCharCode(nearest.get(key(i)) ?? 0)
  return { width, height, palette: palette.flat(), pixels: btoa(pixels) }
}

/** A PNG with a palette, its rows unfiltered: what is flat packs best as it is. */
function encode(width: number, height: number, palette: readonly number[], pixels: Buffer): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) pixels.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const parts = [
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts])
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const part = Buffer.alloc(named.length + 8)
  part.writeUInt32BE(body.length, 0)
  named.copy(part, 4)
  part.writeUInt32BE(crc32(named), named.length + 4)
  return part
}
