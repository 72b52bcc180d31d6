import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { client } from './api/query-client.ts'
import { router } from './app.tsx'
import { registerWorker } from './offline/register.ts'
import { Look } from './parts/look.tsx'
import { Toasts } from './parts/toast.tsx'
import './styles/base.css'
import './styles/shell.css'
import './styles/home.css'
import './styles/pages.css'
import './styles/phone.css'
import './styles/print.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Look>
        <RouterProvider router={router} />
        <Toasts />
      </Look>
    </QueryClientProvider>
  </StrictMode>,
)
registerWorker()
