// What stands around the questions: title, introduction, button, notice, and what is said at the end.
import { t } from '../../locale.ts'
import { useBuilder } from './builder.ts'
import { Plain, Words } from './controls.tsx'

export const Texts = () => (
  <div class="b-grid">
    {!useBuilder().variant && (
      <Plain path={['name']} label={t('b.texts.name')} help={t('b.texts.nameHelp')} max={120} required />
    )}
    <h3>{t('b.texts.before')}</h3>
    <Words path={['texts', 'title']} label={t('b.texts.title')} max={160} />
    <Words path={['texts', 'intro']} label={t('b.texts.intro')} max={1_000} long />
    <Words path={['texts', 'submit']} label={t('b.texts.submit')} help={t('b.texts.submitHelp')} max={60} />
    <Words path={['texts', 'notice']} label={t('b.texts.notice')} help={t('b.texts.noticeHelp')} max={2_000} long />
    <h3>{t('b.texts.after')}</h3>
    <Words path={['texts', 'doneTitle']} label={t('b.texts.doneTitle')} max={160} />
    <Words path={['texts', 'doneText']} label={t('b.texts.doneText')} max={1_000} long />
  </div>
)
