import { Injectable } from '@nestjs/common';
import { CirclesQueries } from '#libs/circles';
import { type Actor, NamedInput, PeopleQueries } from '#libs/people';
import { type Form, parseForm, valueOf, valuesOf } from '../forms.ts';
import { type AudienceChoices } from './audience-fields.tsx';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A posted form with the audience as the API takes it: the radio of a group carries its kind and its id. */
export function withAudience(body: unknown): Record<string, unknown> {
  const fields = { ...(body as Record<string, unknown> | null) };
  const { audience } = fields;
  const [, kind, id] = typeof audience === 'string' ? (/^(circle|organisation):(.+)$/.exec(audience) ?? []) : [];
  return kind === undefined ? fields : { ...fields, audience: kind, audienceId: id };
}

/** "Find" was pressed, not the button that sends the form. */
export const isFind = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && (body as Record<string, unknown>)['find'] === 'yes';

const NOBODY = { chosen: [], found: [] };

/** They posted with the note about records before them. */
export const isNoted = (body: unknown): boolean => (body as Record<string, unknown> | null)?.['_noted'] === 'yes';

@Injectable()
export class AudienceForm {
  constructor(
    private readonly circles: CirclesQueries,
    private readonly people: PeopleQueries,
  ) {}

  /** What the choice of an audience shows beside what was typed so far. Two statements at most. */
  async choices(actor: Actor, form: Form): Promise<AudienceChoices> {
    const ids = valuesOf(form, 'invited')
      .filter((id) => UUID.test(id))
      .slice(0, 50);
    const typed = parseForm(NamedInput, { q: valueOf(form, 'who') });
    const q = typed.ok ? typed.input.q : null;
    const [{ groups, noteDue }, people] = await Promise.all([
      this.circles.asking(actor),
      ids.length > 0 || q !== null ? this.people.toChoose(actor, { chosen: ids, typed: q }) : NOBODY,
    ]);
    return { groups, noteDue, chosen: people.chosen, found: q === null ? null : people.found };
  }
}
