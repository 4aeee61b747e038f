import { randomUUID } from 'node:crypto';
import { type VNode } from 'preact';
import { type BesideTheForm, COMMON_MEASURES } from '#libs/case-notes';
import { BackLink, Button, Checkboxes, Fieldset, Input, InsetText, Select, Textarea, WarningText } from '#libs/ui';
import { type Form, problemWith, valueOf, valuesOf } from '../forms.ts';
import { Layout } from '../layouts/layout.tsx';
import { Version } from '../parts/once.tsx';
import { choicesOf, optionsOf, TopicChoices } from '../parts/subject-fields.tsx';
import { dayAndTime } from '../parts/words.ts';
import { type NoteSection, rowsShownOf, type SectionField, type SectionRows } from './note-sections.ts';
import { CommentsAt } from './review.tsx';

export interface SectionPage {
  id: string;
  /** Of the note, when the page was filled in. */
  version: number;
  section: NoteSection;
  form: Form;
  /** Of what was kept of this page and not saved yet; 0: nothing was. */
  unsavedVersion: number;
  /** When that was, where the page shows it. */
  keptAt: Date | null;
  /** Absent: the page is opened anew. */
  window?: string;
  comments: BesideTheForm['comments'];
  /** Came from the check of all answers, and goes back there. */
  checking: boolean;
  /** What another window saved or typed meanwhile, where it differs. */
  conflict?: readonly { label: string; saved: string }[];
}

/** One small page of the form. It works without a script; with one it is kept while it is written. */
export function NoteSectionPage(view: SectionPage): VNode {
  const { id, version, section, form, unsavedVersion, keptAt, comments, checking, conflict } = view;
  const tasks = `/case-notes/${id}/tasks`;
  const address = `${tasks}/${section.slug}`;
  return (
    <Layout title={section.title} problems={form.problems} scripts={['note.js']}>
      <BackLink href={checking ? `${tasks}/check` : tasks}>
        {checking ? 'Back to your answers' : 'Back to all steps'}
      </BackLink>
      <h1 class="govuk-heading-l">{section.title}</h1>
      {conflict && <Conflict conflict={conflict} />}
      {keptAt && !conflict && (
        <InsetText>
          What you typed here on {dayAndTime(keptAt)} is kept, but not part of your note yet. Save the page, or throw
          away what you typed.
        </InsetText>
      )}
      {section.intro && <p class="wm-text">{section.intro}</p>}
      <CommentsAt section={section.slug} comments={comments} now={version} answerTo={id} />
      <form
        class="wm-text"
        method="post"
        action={address}
        noValidate
        data-note-page={`${id}:${section.slug}`}
        data-keep={`${address}/keep`}
        data-conflict={conflict ? 'yes' : undefined}
      >
        <Version version={version} />
        <input type="hidden" name="_unsaved" value={unsavedVersion} />
        <input type="hidden" name="_window" value={view.window || randomUUID()} />
        {checking && <input type="hidden" name="_back" value="check" />}
        {/* The first is what the Enter key presses. */}
        <button class="govuk-visually-hidden" tabIndex={-1} aria-hidden="true">
          Save and continue
        </button>
        {section.rows.map((rows) =>
          Array.from({ length: rowsShownOf(rows, form) }, (_, place) => (
            <div class="wm-figrow" key={`${rows.list}.${place}`}>
              <Fieldset legend={`${rows.row} ${place + 1}`} legendClass="govuk-fieldset__legend--s">
                <Fields form={form} fields={rows.fields} nameOf={(name) => `${rows.list}.${place}.${name}`} />
              </Fieldset>
            </div>
          )),
        )}
        {section.rows.map((rows) => rows.common && <CommonMeasures key={rows.list} />)}
        <Fields form={form} fields={section.fields} nameOf={(name) => name} />
        <p class="wm-keep" role="status" data-keep-state />
        <div class="govuk-button-group">
          <Button preventDoubleClick>Save and continue</Button>
          {section.rows.some(hasRoom(form)) && (
            <Button look="secondary" name="act" value="more">
              Save and add another
            </Button>
          )}
          <Button look="secondary" name="act" value="later">
            Save and come back later
          </Button>
          {keptAt && (
            <Button look="secondary" name="act" value="discard">
              Throw away what I typed
            </Button>
          )}
        </div>
      </form>
    </Layout>
  );
}

const hasRoom =
  (form: Form) =>
  (rows: SectionRows): boolean =>
    rowsShownOf(rows, form) < rows.most;

function Conflict({ conflict }: { conflict: readonly { label: string; saved: string }[] }): VNode {
  return (
    <>
      <WarningText>
        This page was changed in another window while you were writing. Your text is in the form below. Compare it with
        what was saved or typed there, then save the one that should stand.
      </WarningText>
      {conflict.map(({ label, saved }, i) => (
        <Textarea
          key={i}
          name={`saved-${i}`}
          label={`In the other window: ${label}`}
          rows={Math.min(8, 1 + saved.split('\n').length)}
          value={saved === '' ? '(empty)' : saved}
          attributes={{ readOnly: true }}
        />
      ))}
    </>
  );
}

/** A row that begins from what many measure: its name, its unit, and which way is better. */
const CommonMeasures = (): VNode => (
  <div class="wm-box wm-box--tint">
    <Select
      name="_measure"
      label="Begin from a common measure"
      hint="Its name, its unit and what is better are then filled in."
      options={[
        { value: '', text: 'Choose one, or write your own above' },
        ...Object.entries(COMMON_MEASURES).map(([value, { name, unit }]) => ({ value, text: `${name}, ${unit}` })),
      ]}
    />
    <Button look="secondary" name="act" value="measure">
      Save and add this measure
    </Button>
  </div>
);

interface FieldsProps {
  form: Form;
  fields: readonly SectionField[];
  nameOf: (name: string) => string;
}

/** Halves that follow each other stand side by side. */
function Fields({ form, fields, nameOf }: FieldsProps): VNode {
  const lines: SectionField[][] = [];
  for (const field of fields) {
    const last = lines.at(-1);
    if (field.half && last?.[0]?.half && last.length < 2) last.push(field);
    else lines.push([field]);
  }
  return (
    <>
      {lines.map((line) => {
        const drawn = line.map((field) => (
          <Field key={field.name} form={form} field={field} name={nameOf(field.name)} />
        ));
        return line.length > 1 ? (
          <div class="wm-fields" key={line[0]!.name}>
            {drawn}
          </div>
        ) : (
          drawn
        );
      })}
    </>
  );
}

function Field({ form, field, name }: { form: Form; field: SectionField; name: string }): VNode {
  const { label, hint, as } = field;
  const error = problemWith(form, name);
  const shown = { name, label, hint, error, value: valueOf(form, name) };
  if (as === 'lines') return <Textarea {...shown} rows={field.tall ?? 4} />;
  if (as === 'topics') return <TopicChoices name={name} values={valuesOf(form, name)} error={error} />;
  if (typeof as === 'object' && 'several' in as) {
    const values = valuesOf(form, name);
    return (
      <Checkboxes
        name={name}
        legend={label}
        hint={hint}
        small
        items={choicesOf(as.several)}
        values={values}
        error={error}
      />
    );
  }
  if (typeof as === 'object') return <Select {...shown} options={optionsOf(as.one, as.none)} />;
  return (
    <Input
      {...shown}
      prefix={as === 'pounds' ? '£' : undefined}
      inputMode={as === 'decimal' || as === 'pounds' ? 'decimal' : undefined}
      autocomplete="off"
      attributes={as === 'date' ? { type: 'date' } : {}}
    />
  );
}
