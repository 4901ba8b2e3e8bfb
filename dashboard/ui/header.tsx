// The bar on top: where one can go, in which language, who one is.
import user from 'lucide:user-round'
import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { signOut, whoAmI } from '../api/team.ts'
import { chooseLocale, type Locale, locale, localeTags, t } from '../locale.ts'
import { forgetList } from '../pages/leads/list.ts'
import { member } from '../session.ts'
import { chooseTheme, theme, themes } from '../theme.ts'
import { Menu } from './menu.tsx'
import { Wordmark } from './wordmark.tsx'
import './header.css'

export function Header() {
  const { path } = useLocation()
  useEffect(() => {
    // A refusal has already said that nobody is signed in; any other failure is told by the page itself.
    if (path !== '/dashboard/sign-in')
      whoAmI().then(
        (who) => (member.value = who),
        () => {},
      )
  }, [])
  return (
    <header class="top">
      <a class="home" href="/dashboard/leads" onClick={forgetList}>
        <Wordmark />
      </a>
      {member.value !== null && path !== '/dashboard/sign-in' && (
        <nav aria-label={t('app.nav')}>
          <a
            href="/dashboard/leads"
            aria-current={path.startsWith('/dashboard/leads') ? 'page' : undefined}
            onClick={forgetList}
          >
            {t('leads.title')}
          </a>
          <a href="/dashboard/forms" aria-current={path.startsWith('/dashboard/forms') ? 'page' : undefined}>
            {t('forms.title')}
          </a>
          <a href="/dashboard/mail" aria-current={path.startsWith('/dashboard/mail') ? 'page' : undefined}>
            {t('mail.title')}
          </a>
          <a href="/dashboard/settings" aria-current={path.startsWith('/dashboard/settings') ? 'page' : undefined}>
            {t('settings.title')}
          </a>
        </nav>
      )}
      <div class="top-end">
        <Languages />
        {member.value && <Account name={member.value.name} />}
      </div>
    </header>
  )
}

const names: Record<Locale, string> = { fr: 'Français', en: 'English' }

const Languages = () => (
  <fieldset class="languages">
    <legend class="unseen">{t('app.language')}</legend>
    {localeTags.map((tag) => (
      <button key={tag} type="button" lang={tag} aria-pressed={locale.value === tag} onClick={() => chooseLocale(tag)}>
        <span aria-hidden="true">{tag.toUpperCase()}</span>
        <span class="unseen">{names[tag]}</span>
      </button>
    ))}
  </fieldset>
)

function Account({ name }: { name: string }) {
  const leave = () =>
    signOut().then(
      () => (member.value = null),
      () => location.reload(),
    )
  return (
    <Menu label={name} icon={user}>
      {() => (
        <>
          <fieldset class="choices">
            <legend>{t('app.theme')}</legend>
            {themes.map((one) => (
              <label key={one}>
                <input type="radio" name="theme" checked={theme.value === one} onChange={() => chooseTheme(one)} />
                {t(`app.theme.${one}`)}
              </label>
            ))}
          </fieldset>
          <button type="button" class="menu-item" onClick={leave}>
            {t('app.signOut')}
          </button>
        </>
      )}
    </Menu>
  )
}
