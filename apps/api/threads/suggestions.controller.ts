import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Actor } from '#libs/people';
import { MentionsInput, ReferencesInput, SuggestionsQueries } from '#libs/threads';
import { CurrentActor } from '../reader.guard.ts';

class MentionSuggestionResource {
  @ApiProperty({ enum: ['person', 'organisation', 'role'] })
  readonly kind!: string;
  @ApiProperty()
  readonly name!: string;
  @ApiProperty({ description: 'What tells two of the same name apart' })
  readonly detail!: string;
  @ApiProperty({ description: 'The Markdown that mentions them', example: '@[Dee](person:…)' })
  readonly insert!: string;
}

class MentionSuggestionsResource {
  @ApiProperty({ type: [MentionSuggestionResource] })
  readonly items!: MentionSuggestionResource[];
}

class ReferenceSuggestionResource {
  @ApiProperty({ enum: ['case-note', 'guidance', 'council', 'spin-out', 'organisation', 'question', 'tactic'] })
  readonly kind!: string;
  @ApiProperty()
  readonly title!: string;
  @ApiProperty({ description: 'The address that cites it' })
  readonly url!: string;
}

class ReferenceSuggestionsResource {
  @ApiProperty({ type: [ReferenceSuggestionResource] })
  readonly items!: ReferenceSuggestionResource[];
}

/** While a text is written: whom a name may mean, what a title may mean. */
@ApiTags('Threads')
@Controller('suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsQueries) {}

  @Get('mentions')
  @ApiOperation({
    operationId: 'suggestMentions',
    summary: 'People who may read a thread, organisations and roles whose name begins so',
  })
  @ApiOkResponse({ type: MentionSuggestionsResource })
  async mentions(@CurrentActor() actor: Actor, @Query() input: MentionsInput): Promise<MentionSuggestionsResource> {
    return { items: await this.suggestions.mentions(actor, input) };
  }

  @Get('references')
  @ApiOperation({ operationId: 'suggestReferences', summary: 'What a text could cite, by its title' })
  @ApiOkResponse({ type: ReferenceSuggestionsResource })
  async references(
    @CurrentActor() actor: Actor,
    @Query() input: ReferencesInput,
  ): Promise<ReferenceSuggestionsResource> {
    return { items: await this.suggestions.references(actor, input) };
  }
}
