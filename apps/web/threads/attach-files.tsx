import { type VNode } from 'preact';
import { FILE_KINDS, FILE_LIMITS, kindOf } from '#libs/files';
import { fileAddress, type FileRow } from '#libs/threads';
import { Button, classes, Details, ErrorMessage, FormGroup, Icon } from '#libs/ui';
import { kindAndSize } from '../parts/file-words.ts';
import { type Form, problemWith, valueOf } from '../forms.ts';

/** A file that is uploaded, and not in a post yet; or, in a form to edit one, in that post. */
export type AttachedFile = FileRow & { readonly posted?: boolean };

const ACCEPT = FILE_KINDS.flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join(',');

interface AttachFilesProps {
  form: Form;
  attached: readonly AttachedFile[];
  /** Where the form goes: there it comes back from with the files that were chosen. */
  action: string;
}

/** Where files are chosen. Without a script they are sent with the form; with one, at once: see assets/live/attach.ts. */
export function AttachFiles({ form, attached, action }: AttachFilesProps): VNode {
  const choosing = problemWith(form, '_upload');
  const ofThem = problemWith(form, 'files');
  const mute = attached.find((file) => kindOf(file.kind).isImage && file.alt === null && !file.posted);
  return (
    <Details
      summary="Attach pictures or documents"
      id="attach"
      open={attached.length > 0 || choosing !== undefined || ofThem !== undefined}
      attributes={{ 'data-attach': FILE_LIMITS.aPost, 'data-most-bytes': FILE_LIMITS.bytes }}
    >
      {ofThem && !mute && <ErrorMessage id="files">{ofThem}</ErrorMessage>}
      <ul class="wm-attached" data-attached>
        {attached.map((file) => (
          <AttachedItem file={file} form={form} error={file === mute ? ofThem : undefined} key={file.id} />
        ))}
      </ul>
      <FormGroup
        name="_upload"
        label="Choose files"
        hint={
          <>
            Up to {FILE_LIMITS.aPost}, each 10 MB at most: PNG, JPEG or WebP pictures, PDF, Word, Excel, PowerPoint, CSV
            or text. Where, when and by whom a picture was taken is removed from it. A document keeps what it says of
            its author.
          </>
        }
        error={choosing}
        control={({ id, describedBy }) => (
          <input
            class={classes('govuk-file-upload', choosing && 'govuk-file-upload--error')}
            type="file"
            id={id}
            name="_upload"
            multiple
            accept={ACCEPT}
            aria-describedby={describedBy}
          />
        )}
      />
      <div data-without-script>
        <Button look="secondary" name="_again" value="yes" attributes={{ formaction: `${action}#attach` }}>
          Add the chosen files
        </Button>
      </div>
      <p class="wm-nil" role="status" data-attach-state />
    </Details>
  );
}

/** The script makes the same of a file that it sent: see assets/live/attach.ts. */
function AttachedItem({ file, form, error }: { file: AttachedFile; form: Form; error: string | undefined }): VNode {
  const { id, name, kind, alt, posted } = file;
  const { isImage } = kindOf(kind);
  return (
    <li data-file={id}>
      {isImage && <img src={fileAddress(id)} alt="" width="64" height="64" loading="lazy" />}
      <div>
        <label class="wm-attached__name">
          <input type="checkbox" name="files" value={id} checked /> {name}{' '}
          <span class="wm-nil">{kindAndSize(file)}</span>
        </label>
        {isImage && !posted && (
          <FormGroup
            name={`_alt:${id}`}
            id={error ? 'files' : `alt-${id}`}
            label={
              <>
                What does it show? <span class="govuk-visually-hidden">{name}</span>
              </>
            }
            error={error}
            control={(field) => (
              <>
                <input
                  class={classes('govuk-input', error && 'govuk-input--error')}
                  id={field.id}
                  name={`_alt:${id}`}
                  maxLength={FILE_LIMITS.alt}
                  value={valueOf(form, `_alt:${id}`) || (alt ?? '')}
                  aria-describedby={field.describedBy}
                />
                <label class="wm-attached__decorative">
                  <input type="checkbox" name={`_decorative:${id}`} value="yes" checked={alt === ''} /> It only
                  decorates
                </label>
              </>
            )}
          />
        )}
      </div>
    </li>
  );
}

/** What came with a post: pictures as they were drawn anew, everything else to be downloaded. */
export function Attachments({ files }: { files: readonly FileRow[] }): VNode | null {
  if (files.length === 0) return null;
  const pictures = files.filter(({ kind }) => kindOf(kind).isImage);
  const documents = files.filter(({ kind }) => !kindOf(kind).isImage);
  return (
    <div class="wm-files">
      {pictures.map((file) => (
        <Picture file={file} key={file.id} />
      ))}
      {documents.length > 0 && (
        <ul class="wm-plain">
          {documents.map((file) => (
            <li key={file.id}>
              <Icon name="note" />{' '}
              <a class="govuk-link" href={fileAddress(file.id)} download={file.name}>
                {file.name}
              </a>{' '}
              <span class="wm-nil">{kindAndSize(file)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** In pixels of a page. */
const HIGHEST = 360;

/** Its size is said, so that nothing moves when it comes. What only decorates need not be looked at more closely. */
function Picture({ file: { id, alt, width, height } }: { file: FileRow }): VNode {
  const shrunk = Math.min(1, HIGHEST / (height ?? 1));
  const image = (
    <img
      src={fileAddress(id)}
      alt={alt ?? ''}
      width={width === null ? undefined : Math.round(width * shrunk)}
      height={height === null ? undefined : Math.round(height * shrunk)}
      loading="lazy"
      decoding="async"
    />
  );
  if (!alt) return image;
  return (
    <a href={fileAddress(id)}>
      {image}
      <span class="govuk-visually-hidden"> (full size)</span>
    </a>
  );
}
