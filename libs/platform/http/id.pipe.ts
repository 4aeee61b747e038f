import { type PipeTransform } from '@nestjs/common';
import { NotFound } from '#libs/platform/errors';

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-.*)?$/i;

/** The id at the start of an address part such as `0199…-how-did-you`; the slug behind it decides nothing. */
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const id = ID.exec(value)?.[1];
    if (id === undefined) throw new NotFound('address.not-found', 'page');
    return id.toLowerCase();
  }
}
