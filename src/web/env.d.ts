declare module '*.css'

/** The names of lines and their records, taken out of the declarations when the web app is built; see `outline-of.ts`. */
declare module 'virtual:outline' {
  export const outline: readonly {
    readonly id: string
    readonly title: string
    readonly section: string
    readonly records: readonly { readonly id: string; readonly title: string }[]
  }[]
}

/** The declarations as data; see `declarations-of.ts`. */
declare module 'virtual:declarations' {
  export const declarations: {
    readonly lines: readonly import('../kernel/index.ts').Line[]
    readonly posts: Readonly<Record<string, import('../kernel/index.ts').Post>>
  }
}

interface ImportMeta {
  /** Filled in by vite. */
  readonly env: { readonly PROD: boolean }
}
