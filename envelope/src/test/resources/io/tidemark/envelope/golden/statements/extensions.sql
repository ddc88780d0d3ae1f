do $$ declare name text; begin
  foreach name in array array['vector', 'halfvec', 'sparsevec', 'geometry', 'geography'] loop
    execute format('create type %I', name);
    execute format('create function %I(cstring) returns %I as %L language internal immutable strict', name || '_in', name, 'textin');
    execute format('create function %I(%I) returns cstring as %L language internal immutable strict', name || '_out', name, 'textout');
    execute format('create type %I (input = %I, output = %I, like = text, delimiter = %L)', name, name || '_in', name || '_out', case when name like 'geo%' then ':' else ',' end);
  end loop;
end $$;
