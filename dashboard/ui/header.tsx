// The bar on top: where one can go, in which language, who one is.
import menu from 'lucide:menu'
import user from 'lucide:user-round'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { signOut, whoAmI } from '../api/team.ts'
import { chooseLocale, type Locale, locale, localeTags, t } from '../locale.ts'
import { forgetList } from '../pages/leads/list.ts'
import { openPlaces, placeAt } from '../places.ts'
import { member } from '../session.ts'
import { chooseTheme, theme, themes } from '../theme.ts'
import { useDismissed } from './dismissed.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'
import { showShortcuts } from './shortcuts.ts'
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
      <a class="home" href="/dashboard" onClick={forgetList}>
        <Wordmark />
      </a>
      {member.value !== null && path !== '/dashboard/sign-in' && <Navigation path={path} />}
      <div class="top-end">
        <Languages />
        {member.value && <Account name={member.value.name} />}
      </div>
    </header>
  )
}

// One list of links: across the bar, or where they do not fit, under a button that says where one is.
function Navigation({ path }: { path: string }) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const here = placeAt(path)
  useEffect(() => setOpen(false), [path])
  useDismissed(open, root, () => setOpen(false), button)
  return (
    <nav aria-label={t('app.nav')} ref={root}>
      <button
        type="button"
        class="nav-open"
        ref={button}
        aria-expanded={open}
        aria-controls="places"
        onClick={() => setOpen(!open)}
      >
        <Icon shapes={menu} />
        <span>{here ? t(here.name) : t('app.menu')}</span>
      </button>
      <ul id="places" class={open ? 'is-open' : undefined}>
        {openPlaces().map((place) => (
          <li key={place.path}>
            <a
              href={place.path}
              aria-current={place !== here ? undefined : place.path === path ? 'page' : 'true'}
              onClick={forgetList}
            >
              {t(place.name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
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
      // Whom Cloudflare Access vouches for would be signed in again at once.
      () => {
        if (member.value?.way === 'access') location.assign('/cdn-cgi/access/logout')
        else member.value = null
      },
      () => location.reload(),
    )
  return (
    <Menu label={name} icon={user}>
      {(close) => (
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
          <a class="menu-item" href="/dashboard/team/access" onClick={close}>
            {t('team.part.access')}
          </a>
          <button
            type="button"
            class="menu-item"
            onClick={() => {
              close()
              showShortcuts()
            }}
          >
            {t('keys.title')}
          </button>
          <button type="button" class="menu-item" onClick={leave}>
            {t('app.signOut')}
          </button>
        </>
      )}
    </Menu>
  )
}
