// The certificate on paper: A4, black on white, readable without us.
import { Fragment } from 'preact'
import { page } from '../../lib/page.tsx'
import type { NoticeSnapshot } from '../notice.ts'
import { type Declared, declaredIn, rightsAddress } from './declared.ts'
import type { Certificate, CertifiedEvent } from './read.ts'
import { style } from './style.ts'
import { certificateWords, type Words } from './words.ts'

/** `origin`: where this Aimant lives, its public keys and the person's own page. */
export function certificatePage(certificate: Certificate, origin: string): Response {
  const { lead, site, notices, standings, events, older, madeAt } = certificate
  const words = certificateWords(lead.language)
  const name = lead.full_name ?? ([lead.given_name, lead.family_name].filter(Boolean).join(' ') || lead.email)
  const controllers = [
    ...new Map(notices.map(({ snapshot: { controller } }) => [JSON.stringify(controller), controller])).values(),
  ]
  const snapshots = new Map(notices.map(({ id, snapshot }) => [id, snapshot]))
  return page(
    { language: words.language, title: words.title, style },
    <>
      <p class="lead">{words.lead(name, controllers.map((controller) => controller.name).join(', '))}</p>
      <dl>
        <Fact name={words.person}>{[name, lead.company].filter(Boolean).join(', ')}</Fact>
        <Fact name={words.email}>{lead.email}</Fact>
        <Fact name={words.id}>
          <code>{lead.id}</code>
        </Fact>
        {controllers.flatMap(({ name, contact, address, privacyPolicy }) => [
          <Fact key={`${name} name`} name={words.controller}>
            {name}
          </Fact>,
          <Fact key={`${name} contact`} name={words.contact}>
            {contact}
          </Fact>,
          address && (
            <Fact key={`${name} address`} name={words.address}>
              {address}
            </Fact>
          ),
          <Fact key={`${name} policy`} name={words.policy}>
            {privacyPolicy}
          </Fact>,
        ])}
        <Fact name={words.madeAt}>{words.date(madeAt)} UTC</Fact>
      </dl>

      <h2>{words.handling}</h2>
      <Handling declared={declaredIn(notices.at(-1)?.snapshot, site)} origin={origin} words={words} />

      <h2>{words.standing}</h2>
      {standings.length === 0 && <p>{words.noPurpose}</p>}
      <dl>
        {standings.map((standing) => (
          <Fact key={standing.purpose} name={standing.purpose}>
            <strong>{words.states(standing)}</strong> {words.on(standing.at)}
            <small>{labelOf(snapshots.get(standing.noticeId), standing.purpose)}</small>
          </Fact>
        ))}
      </dl>

      <h2>{words.events}</h2>
      <table>
        <thead>
          <tr>
            {[words.position, words.when, words.purpose, words.what, words.how, words.where].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((entry) => (
            <EventRow key={entry.event.seq} {...entry} notice={snapshots.get(entry.event.notice_id)} words={words} />
          ))}
        </tbody>
      </table>
      {older > 0 && <p>{words.older(older)}</p>}

      <h2>{words.shown}</h2>
      {notices.map((notice) => (
        <Notice key={notice.id} {...notice} words={words} />
      ))}

      <Proof {...certificate} origin={origin} words={words} />
    </>,
  )
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

type EventProps = CertifiedEvent & { notice: NoticeSnapshot | undefined; words: Words }

const EventRow = ({ event, page, notice, words }: EventProps) => (
  <tr>
    <Cell of={words.position}>{event.seq}</Cell>
    <Cell of={words.when}>{words.moment(event.at)}</Cell>
    <Cell of={words.purpose}>{event.purpose}</Cell>
    <Cell of={words.what}>
      <strong>{words.states(event)}</strong>
    </Cell>
    <Cell of={words.how}>
      {words.ways(event)}
      {event.gpc === 1 && <small>{words.gpc}</small>}
    </Cell>
    <Cell of={words.where}>
      {notice && placeOf(notice, words)}
      {page && <small>{breakable(page)}</small>}
    </Cell>
  </tr>
)

// On a narrow screen each cell stands on a line of its own, under its column's name.
const Cell = ({ of, children }: { of: string; children: preact.ComponentChildren }) => (
  <td data-of={of}>
    <div>{children}</div>
  </td>
)

/** An address that breaks after its slashes rather than in the middle of a word. */
const breakable = (address: string) =>
  address.split(/(?<=\/)(?!\/)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ))

// A list that was imported had no form.
const placeOf = ({ form, version, imported }: NoticeSnapshot, words: Words): string =>
  imported ? words.importOf(imported.file) : words.version(form, version)

const labelOf = (notice: NoticeSnapshot | undefined, purpose: string): string | undefined =>
  notice?.consents.find((consent) => consent.purpose === purpose)?.label

const Notice = ({ id, snapshot, words }: { id: string; snapshot: NoticeSnapshot; words: Words }) => (
  <>
    <p class="of">{placeOf(snapshot, words)}</p>
    <blockquote lang={snapshot.language}>
      <h3>{snapshot.title}</h3>
      {snapshot.intro && <p>{snapshot.intro}</p>}
      {snapshot.offer && <p>{snapshot.offer}</p>}
      {!snapshot.imported && (
        <ul>
          {snapshot.fields.map((field) => (
            <li key={field.key}>
              {field.label} <i lang={words.language}>({field.required ? words.required : words.optional})</i>
              {field.help && <small>{field.help}</small>}
            </li>
          ))}
        </ul>
      )}
      {snapshot.consents.map((consent) => (
        <p class="box" key={consent.purpose}>
          <span aria-hidden="true">{snapshot.imported ? '–' : '☐'}</span> {consent.label}
          {consent.detail && <small>{consent.detail}</small>}
          <i lang={words.language}>
            {consent.purpose} · {snapshot.imported ? words.declared : words.bases[consent.basis]}
          </i>
        </p>
      ))}
      {snapshot.notice && <p>{snapshot.notice}</p>}
      <p>
        {snapshot.controllerLine} {snapshot.privacyLink}
        {words.colon}
        {snapshot.controller.privacyPolicy}
      </p>
      {!snapshot.imported && (
        <p>
          <i lang={words.language}>{words.button}</i> <b class="button">{snapshot.submit}</b>
        </p>
      )}
    </blockquote>
    <p class="hash">
      {words.noticeIs}
      {words.colon}
      <code>{id}</code>
    </p>
  </>
)

type HandlingProps = { declared: Declared | undefined; origin: string; words: Words }

const Handling = ({ declared, origin, words }: HandlingProps) => (
  <dl>
    {declared && <Fact name={words.retention}>{words.kept(declared.retentionDays)}</Fact>}
    <Fact name={words.storage}>{declared?.storage.join(' · ') || words.undeclared}</Fact>
    <Fact name={words.recipients}>
      {declared?.recipients.length
        ? declared.recipients.map(({ name, role, country }) => (
            <div key={name}>
              {name} ({[words.roles[role], country && words.country(country)].filter(Boolean).join(', ')})
            </div>
          ))
        : words.undeclared}
    </Fact>
    <Fact name={words.jurisdiction}>
      {declared?.jurisdiction ? words.country(declared.jurisdiction) : words.undeclared}
    </Fact>
    <Fact name={words.rights}>{rightsAddress(origin)}</Fact>
  </dl>
)

type ProofProps = Certificate & { origin: string; words: Words }

const Proof = ({ checkpoint, events, origin, words }: ProofProps) => (
  <section>
    <h2>{words.proof}</h2>
    {words.verify.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
    <pre>{words.command}</pre>
    <dl>
      <Fact name={words.keys}>{origin}/.well-known/jwks.json</Fact>
    </dl>
    {checkpoint && (
      <>
        <h3>{words.checkpoint}</h3>
        <pre>{checkpoint.note}</pre>
      </>
    )}
    {events.map(({ event, inclusion }) => (
      <div class="record" key={event.seq}>
        <h3>
          {words.record(event.seq)}
          {words.colon}
          {inclusion ? inclusion.holds ? words.holds : <strong class="broken">{words.broken}</strong> : words.unsigned}
        </h3>
        {inclusion && (
          <p class="hash">
            {words.leaf}
            {words.colon}
            <code>{inclusion.leaf}</code>
            <br />
            {words.path}
            {words.colon}
            {inclusion.proof.length ? inclusion.proof.map((hash) => <code key={hash}>{hash} </code>) : words.alone}
          </p>
        )}
      </div>
    ))}
  </section>
)
