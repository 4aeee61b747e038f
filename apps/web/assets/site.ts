/** On every page: the behaviour of the GOV.UK components we use. Every page works without it. */
import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, PasswordInput, SkipLink } from 'govuk-frontend';
import { handOverAtSignOut } from './live/sign-out.ts';

// Set here and not by a script in the page, as the content security policy allows none.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');

// A page cannot know it otherwise: see the page about cookies.
document.cookie = `waymark-script=yes; path=/; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;

// Not the notification banner, which would take the focus: only an error summary does. Not radios, whose conditional
// parts are shown by CSS.
for (const Component of [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, SkipLink]) {
  createAll(Component);
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) handOverAtSignOut(form);
