import type { Services } from '../services/open.ts'

/** The services over the configured database, as the server opens them; a server that runs beside is left alone. Close them when done. */
export async function openConfigured(): Promise<Services> {
  const [{ openServices }, { lines, posts }, { dataDirectory, storeConfig }] = await Promise.all([
    import('../services/open.ts'),
    import('../lines/index.ts'),
    import('../services/store/index.ts'),
  ])
  return openServices({
    lines,
    posts,
    config: { ...storeConfig(), existing: true },
    data: dataDirectory(),
    cells: 'use',
    cipher: process.env.FAZHI_CIPHER === 'sm' ? 'sm' : 'aes',
    dataKey: process.env.FAZHI_DATA_KEY,
  })
}

/** Opens the services for one command and closes them whatever happens. */
export async function withServices<T>(work: (services: Services) => Promise<T>, open = openConfigured): Promise<T> {
  const services = await open()
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}
