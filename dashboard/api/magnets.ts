// Magnets: what is given, its files and codes.
import type { CodesAdded, Magnet, MagnetDetail, MagnetInput, MagnetListed, TrialTried } from '../../contract/magnet.ts'
import { member } from '../session.ts'
import { ask, Failure, failureOf, queryOf, root, send } from './request.ts'

export const listMagnets = (signal?: AbortSignal) => ask<{ magnets: MagnetListed[] }>('/magnets', signal)
export const readMagnet = (id: string, signal?: AbortSignal) => ask<MagnetDetail>(pathOf(id), signal)
export const makeMagnet = (input: MagnetInput, site: string | undefined) =>
  send<Magnet>('POST', `/magnets${queryOf({ site })}`, input)
export const changeMagnet = (id: string, input: MagnetInput) => send<Magnet>('PUT', pathOf(id), input)
export const deleteMagnet = (id: string) => send('DELETE', pathOf(id))
export const addCodes = (id: string, codes: string[]) => send<CodesAdded>('POST', `${pathOf(id)}/codes`, { codes })
export const putBack = (id: string, edition: string) =>
  send<Magnet>('POST', `${pathOf(id)}/editions/${edition}/restore`)
export const tryTrial = (id: string, email: string) => send<TrialTried>('POST', `${pathOf(id)}/try`, { email })

const pathOf = (id: string) => `/magnets/${encodeURIComponent(id)}`

/** Where the file comes from, as visitors get it, or an earlier one; not counted. */
export const fileAddress = (id: string, edition?: string) => `${root}${pathOf(id)}/file${queryOf({ edition })}`

type Uploading = { progress: (bytes: number) => void; signal: AbortSignal }

/** Uploads a file in place of the one before. By XMLHttpRequest: fetch does not tell how much has gone. */
export const uploadFile = (id: string, file: File, { progress, signal }: Uploading): Promise<Magnet> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `${root}${pathOf(id)}/file${queryOf({ name: file.name })}`)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded }) => progress(loaded)
    request.onerror = () => reject(new Failure('offline'))
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onload = () => {
      if (request.status === 401) member.value = null
      if (request.status === 200) resolve(request.response)
      else reject(failureOf(request.response))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
