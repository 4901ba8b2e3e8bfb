// What leaves: at once, and by the clock.
import type { ExportSchedule, ExportSettings } from '../../contract/export.ts'
import { ask, root, send } from './request.ts'

export type SettingsInput = Partial<ExportSettings> & Pick<ExportSettings, 'name'>

export const listSchedules = (signal?: AbortSignal) => ask<{ schedules: ExportSchedule[] }>('/exports', signal)
export const createSchedule = (settings: SettingsInput) => send<{ id: string }>('POST', '/exports', settings)
export const changeSchedule = (id: string, settings: SettingsInput) => send('PUT', `/exports/${id}`, settings)
export const deleteSchedule = (id: string) => send('DELETE', `/exports/${id}`)
export const runSchedule = (id: string) => send('POST', `/exports/${id}/run`)

/** Where the browser takes a file that was written. */
export const runFile = (id: string) => `${root}/exports/runs/${id}/file`
