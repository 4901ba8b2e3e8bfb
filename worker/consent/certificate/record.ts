// The certificate for machines: a consent record with the fields of ISO/IEC TS 27560:2023, and what proves it.
// The person appears in the record by an opaque id only; their address is in `proof`, where it is needed to open the log's subjects.
import type { LoggedEvent } from '../../../contract/consent-log.ts'
import type { ConsentStanding } from '../../../contract/lead.ts'
import type { ProvedRecords } from '../log/verify.ts'
import type { NoticeSnapshot } from '../notice.ts'
import { declaredIn, rightsAddress } from './declared.ts'
import type { Certificate } from './read.ts'

// What the controller has not declared is left to the privacy policy.
const seeNotice = 'not declared here: see privacy_notice'

/** `origin`: where the person's own page is. */
export function consentRecord(certificate: Certificate, origin: string) {
  const { lead, site, events, notices } = certificate
  const snapshots = new Map(notices.map(({ id, snapshot }) => [id, snapshot]))
  const controllers = [...new Map(notices.map(({ snapshot }) => [partyId(snapshot), snapshot.controller]))]
  const declared = notices.flatMap(({ snapshot }) => declaredIn(snapshot, site) ?? [])
  const recipients = [...new Map(declared.flatMap(({ recipients }) => recipients).map((party) => [party.name, party]))]
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: `${lead.id}.${events.at(-1)?.event.seq ?? 0}`,
    pii_principal_id: lead.id,
    created_at: certificate.madeAt,
    pii_processing: certificate.standings.flatMap(({ purpose, basis, state, at, noticeId }) => {
      const shown = snapshots.get(noticeId)
      if (!shown) return []
      const asked = shown.consents.find((consent) => consent.purpose === purpose)
      const said = declaredIn(shown, site)
      return [
        {
          purpose,
          lawful_basis: basis,
          state: { event_state: stateOf({ state, basis }), event_time: at },
          privacy_notice: shown.controller.privacyPolicy,
          notice_id: noticeId,
          language: shown.language,
          wording: asked?.label,
          detail: asked?.detail,
          collection_method: shown.imported
            ? 'declared by the controller when importing a list'
            : 'web form filled in by the person',
          pii_information: shown.fields.map(({ key, label, required }) => ({
            pii_type: key,
            label,
            pii_optional: !required,
          })),
          pii_controllers: [partyId(shown)],
          storage_locations: said?.storage.length ? said.storage : [`Cloudflare D1 and R2; ${seeNotice}`],
          processing_locations: ['Cloudflare Workers, in the data centre nearest to whoever sends or asks'],
          retention_period: said ? `P${said.retentionDays}D after the last contact coming from the person` : seeNotice,
          jurisdiction: said?.jurisdiction ?? seeNotice,
          recipient_third_parties: said?.recipients.length ? said.recipients.map(({ name }) => name) : [seeNotice],
          withdrawal_method: `${rightsAddress(origin)}, or ${shown.controller.contact}`,
          privacy_rights: rightsAddress(origin),
        },
      ]
    }),
    party_identification: [
      ...controllers.map(([party_id, controller]) => ({
        party_id,
        party_type: 'pii controller',
        party_name: controller.name,
        party_address: controller.address ?? seeNotice,
        party_contact: controller.contact,
      })),
      ...recipients.map(([party_id, { name, role, country }]) => ({
        party_id,
        party_type: role === 'processor' ? 'pii processor' : 'third party',
        party_name: name,
        party_address: country ?? seeNotice,
        party_contact: 'through the controller',
      })),
    ],
    events: events.map(({ event, page }) => ({
      event_time: event.at,
      event_type: event.state === 'shown_not_given' ? 'regular' : 'explicit',
      event_state: stateOf(event),
      validity_duration: 'until withdrawn',
      entity_id: lead.id,
      purpose: event.purpose,
      method: event.method,
      page,
      form: snapshots.get(event.notice_id)?.form,
      form_version: snapshots.get(event.notice_id)?.version,
      notice_id: event.notice_id,
      global_privacy_control: event.gpc === 1,
      log_position: event.seq,
    })),
    older_events: certificate.older,
    proof: proofOf(certificate),
  }
}

/** What `npm run verify-consents` reads; `null` until a checkpoint covers something. */
function proofOf({ checkpoint, events, notices, keys, openings, lead }: Certificate): ProvedRecords | null {
  const inclusions = events.flatMap(({ inclusion }) => (inclusion ? [inclusion] : []))
  if (!checkpoint || inclusions.length === 0) return null
  return { keys, checkpoint, inclusions, notices, openings, address: lead.email_key }
}

/** Notices of one controller under one identity share a party. */
const partyId = ({ controller }: NoticeSnapshot) => `${controller.name} <${controller.contact}>`

/** Our states in the words of the specification; a box left alone under legitimate interest is not a refusal. */
function stateOf({ state, basis }: Pick<LoggedEvent | ConsentStanding, 'state' | 'basis'>): string {
  if (state === 'shown_not_given') return basis === 'consent' ? 'refused' : 'requested'
  return {
    given: 'given',
    // Asked for once more, by mail.
    unconfirmed: 'requested',
    confirmed: 'reaffirmed',
    withdrawn: 'withdrawn',
    objected: 'refused',
    expired: 'lapsed',
    imported: 'unknown',
  }[state]
}
