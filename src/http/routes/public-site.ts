import { z } from 'zod'
import type { PublicSite } from '../../services/public-site/public-site.ts'
import { type RouteApp, route } from '../route.ts'

const settings = z.strictObject({ check: z.boolean().meta({ title: '公众可用报告校核' }) }).meta({ title: '公开网站' })

/** 「公开网站」 What is open to the public, decided by the system administrator. */
export function publicSiteRoutes(app: RouteApp, { publicSite }: { publicSite: PublicSite }): void {
  route(app, {
    method: 'GET',
    url: '/api/public-site',
    summary: '公开网站的设置',
    auth: 'any',
    response: settings,
    handle: ({ actor }) => publicSite.settings(actor),
  })
  route(app, {
    method: 'PUT',
    url: '/api/public-site',
    summary: '修改公开网站的设置（系统管理员）',
    auth: 'any',
    body: settings,
    response: settings,
    errors: ['access.duty'],
    handle: ({ actor, body }) => publicSite.set(actor, body),
  })
}
