import { getMetadataStorage, type MetadataStorage } from 'class-validator';

type Look = MetadataStorage['getTargetValidationMetadatas'];

/**
 * class-validator asks every input class there is, for each input again, whether the one at hand inherits from it: more
 * than the checks themselves take. The rules of a class stand from when it was defined, so what was found is kept.
 */
function remember(storage: MetadataStorage): void {
  const look: Look = storage.getTargetValidationMetadatas.bind(storage);
  const found = new WeakMap<object, ReturnType<Look>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return look(target, schema, always, strictGroups, groups);
    const rules = found.get(target) ?? look(target, schema, always, strictGroups, groups);
    found.set(target, rules);
    return rules;
  };
}

remember(getMetadataStorage());
