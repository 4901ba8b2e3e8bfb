// The words of the mails in English.
export const en = {
  why: 'You receive this message because this address was given on {site}.',
  why_team: 'You receive this message because you look after {site}.',
  rights: 'See, correct or delete your data',
  privacy: 'Privacy policy',

  confirm_subject: 'Please confirm your address for {site}',
  confirm_title: 'Is this address yours?',
  confirm_intro: 'It was given on {site}. Confirm it, and we will know that it was you.',
  confirm_action: 'Confirm my address',
  confirm_deliver_subject: 'Confirm your address to receive “{magnet}”',
  confirm_deliver_title: 'One step left to “{magnet}”',
  confirm_deliver_intro:
    'This address was given on {site} to receive it. Confirm that it is yours, and it opens at once.',
  confirm_deliver_action: 'Confirm and receive',
  confirm_reminder: 'We asked a few days ago and have had no answer. We do not ask again.',
  confirm_until: 'The link works until {day}.',
  confirm_stranger:
    'If it was not you, say so on that page, and what was entered is erased; or do nothing, and it does not count.',

  deliver_subject: '{magnet}',
  deliver_title: '{magnet}',
  deliver_intro: 'Here is what you asked for on {site}.',
  deliver_file: 'Download',
  deliver_link: 'Open',
  deliver_trial: 'Start my trial',
  deliver_until: 'This link is your own and works until {day}.',
  deliver_trial_until: 'Your trial runs until {day}. It ends by itself; there is nothing to cancel.',

  renew_subject: 'Your new link to “{magnet}”',
  renew_title: 'A new link to “{magnet}”',
  renew_intro: 'The link you had has expired. Here is a fresh one.',

  reminder_subject: 'Your trial ends on {day}',
  reminder_title: 'Your trial ends on {day}',
  reminder_intro: 'You started a trial of “{magnet}” on {site}. It ends by itself; there is nothing to cancel.',
  reminder_action: 'Open my trial',

  rights_subject: 'Your data at {site}',
  rights_title: 'Your data at {site}',
  rights_intro:
    'You asked for it: everything kept about you, to see, correct, download or erase. The link is your own.',
  rights_action: 'See my data',
  rights_stranger: 'If it was not you, nothing happens: only this mailbox has the link.',

  retention_subject: 'Shall {site} keep your data?',
  retention_title: 'Shall we keep your data?',
  retention_intro: 'We have not heard from you for a long time. If you want to stay in touch, say so with one click.',
  retention_action: 'Keep my data',
  retention_until: 'If you do nothing, everything kept about you is erased after {day}.',

  notice_subject: 'New lead: {form}',
  notice_title: 'Somebody filled in “{form}”',
  notice_text: 'Their answers are in the dashboard. They are not repeated here, so that they stay in one place.',
  notice_action: 'See the lead',

  budget_subject: 'Mail is pausing until the next hour',
  budget_title: 'Mail is pausing until the next hour',
  budget_text:
    'As many mails have left as one hour allows. Those to come wait and leave later; none is lost. If your form is not simply popular today, somebody may be filling it with strangers’ addresses.',
  budget_action: 'See what waits',

  stock_low_subject: 'Few codes are left for “{magnet}”',
  stock_low_title: 'Codes left for “{magnet}”: {count}',
  stock_low_text: 'Upload more before they run out. Nobody is turned away: whoever comes too late gets theirs by mail.',
  stock_empty_subject: 'No code is left for “{magnet}”',
  stock_empty_title: 'Somebody is waiting for “{magnet}”',
  stock_empty_text:
    'The last code is gone. Whoever asks now is told that theirs will come by mail, and gets it as soon as you upload more.',
  stock_action: 'Open the dashboard',

  digest_subject: 'New leads: {count}',
  digest_title: 'New leads: {count}',
  digest_text: 'What the forms of {site} brought in twenty-four hours.',
  digest_form: '{form}: {count}',
  digest_held: 'Held, to be looked at: {count}.',
  digest_action: 'See the leads',
  connection_subject: 'The connection “{name}” is disabled',
  connection_title: 'The connection “{name}” is disabled',
  connection_failing: '{host} has taken nothing for more than three days, although one message was tried ten times.',
  connection_gone: '{host} answered that this address is gone (410).',
  connection_text:
    'Nothing more is sent to it. What waits is kept for thirty days and leaves once you enable it again; what happens until then will not be sent.',
  connection_action: 'See the connections',

  sign_in_subject: 'Your sign-in link for {site}',
  sign_in_title: 'Your sign-in link',
  sign_in_text: 'It opens the dashboard of {site} in the browser you click it in.',
  sign_in_action: 'Sign in',
  sign_in_until: 'It works once, within half an hour.',
  sign_in_stranger:
    'If you did not ask for it, do not click: without a click, nothing happens. Pass this link on to nobody.',
  invite_subject: 'You are joining the team of {site}',
  invite_title: 'You are joining the team of {site}',
  invite_text: 'You were invited to work with the leads of {site}. This link opens the dashboard, without a password.',
  invite_action: 'Open the dashboard',
  invite_until: 'It works once, within three days. After that, the sign-in page mails you another.',
  invite_stranger:
    'If you do not know {site}, do not click: without a click, nothing happens. Pass this link on to nobody.',
}
