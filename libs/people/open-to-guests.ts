import { type ExecutionContext, SetMetadata } from '@nestjs/common';
import { type Actor, isGuest } from './actor.ts';
import { NotForGuests } from './people.errors.ts';

const KEY = 'open-to-guests';

/** Also for who is a guest of a circle. Whatever needs a sign-in and does not say so is for members of the network. */
export const OpenToGuests = (): ClassDecorator & MethodDecorator => SetMetadata(KEY, true);

/** The actor, where they may use this handler; else NotForGuests. */
export function notAGuest(actor: Actor, context: ExecutionContext): Actor {
  const isOpen = [context.getHandler(), context.getClass()].some((of) => Reflect.getMetadata(KEY, of) === true);
  if (isGuest(actor) && !isOpen) throw new NotForGuests();
  return actor;
}
