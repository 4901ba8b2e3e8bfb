// Everybody of the team, and what an owner decides about them.
import { useState } from 'preact/hooks'
import type { MadeLink, Member } from '../../../contract/team.ts'
import { listMembers } from '../../api/members.ts'
import { makeSignInLink, removeMember, signMemberOut } from '../../api/team.ts'
import { day, locale, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may, member as me } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu } from '../../ui/menu.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { InviteDialog } from './invite.tsx'
import { LinkDialog } from './link.tsx'
import { MemberDialog } from './member.tsx'

type Open =
  | { what: 'invite' }
  | { what: 'change' | 'signOut' | 'remove'; member: Member }
  | { what: 'link'; member: Member; made: MadeLink }

export function MembersPart() {
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`members ${asked}`, listMembers)
  const [shown, setShown] = useState<Member[]>()
  const [open, setOpen] = useState<Open>()
  const members = data?.members ?? shown
  const close = () => setOpen(undefined)
  const changed = () => {
    setShown(members)
    setAsked(asked + 1)
  }
  const mine = members?.find(({ id }) => id === me.value?.id)

  const link = (member: Member) =>
    makeSignInLink(member.id, locale.value).then(
      (made) => setOpen({ what: 'link', member, made }),
      (error) => say(t(`error.${asFailure(error).code}`)),
    )

  if (failure) return <FailureNotice failure={failure} retry={retry} />
  return (
    <div aria-busy={!data}>
      <div class="team-head">
        <p class="quiet">{t('team.membersHelp')}</p>
        {may('team:write') && (
          <button type="button" class="primary" onClick={() => setOpen({ what: 'invite' })}>
            {t('team.invite')}
          </button>
        )}
      </div>
      {!members && <p class="quiet">{t('app.loading')}</p>}
      {mine && !mine.email && may('team:write') && (
        <div class="team-hint">
          <p>{t('team.noAddress')}</p>
          <button type="button" onClick={() => setOpen({ what: 'change', member: mine })}>
            {t('team.giveAddress')}
          </button>
        </div>
      )}
      {members && (
        <ul class="team-rows">
          {members.map((member) => (
            <li key={member.id}>
              <div>
                <span class="team-name">
                  {member.name}
                  {member.id === me.value?.id && <span class="quiet"> · {t('team.you')}</span>}
                </span>
                <span class="second">{member.email ?? t('team.addressMissing')}</span>
              </div>
              <div>
                {t(`role.${member.role}`)}
                <span class="second">{t(`role.${member.role}.short`)}</span>
              </div>
              <div class="second">
                {member.seenOn ? t('team.seenOn', { day: day(member.seenOn) }) : t('team.neverSeen')}
              </div>
              {may('team:write') && (
                <Menu label={t('team.manage')} about={member.name}>
                  {(shut) => (
                    <>
                      <Item act={() => setOpen({ what: 'change', member })} shut={shut} words={t('team.change')} />
                      <Item act={() => link(member)} shut={shut} words={t('team.newLink')} />
                      <Item act={() => setOpen({ what: 'signOut', member })} shut={shut} words={t('team.signOut')} />
                      <Item act={() => setOpen({ what: 'remove', member })} shut={shut} words={t('team.remove')} />
                    </>
                  )}
                </Menu>
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.what === 'invite' && <InviteDialog close={close} invited={changed} />}
      {open?.what === 'change' && <MemberDialog member={open.member} close={close} changed={changed} />}
      {open?.what === 'link' && (
        <LinkDialog title={t('team.linkFor', { name: open.member.name })} made={open.made} close={close} />
      )}
      {open?.what === 'signOut' && (
        <Confirm
          title={t('team.signOutAsk', { name: open.member.name })}
          yes={t('team.signOut')}
          close={close}
          act={async () => {
            await signMemberOut(open.member.id)
            say(t('team.signOutDone', { name: open.member.name }))
            changed()
          }}
        >
          <p>{t('team.signOutGoes')}</p>
        </Confirm>
      )}
      {open?.what === 'remove' && (
        <Confirm
          title={t('team.removeAsk', { name: open.member.name })}
          yes={t('team.removeYes')}
          close={close}
          act={async () => {
            await removeMember(open.member.id)
            say(t('team.removeDone', { name: open.member.name }))
            changed()
          }}
        >
          <p>{t('team.removeGoes')}</p>
          <p>{t('team.removeStays')}</p>
        </Confirm>
      )}
    </div>
  )
}

type ItemProps = { words: string; act: () => unknown; shut: () => void }

const Item = ({ words, act, shut }: ItemProps) => (
  <button
    type="button"
    class="menu-item"
    onClick={() => {
      shut()
      act()
    }}
  >
    {words}
  </button>
)
