# Reduces `terraform providers schema -json` to names, types and flags.
# An object type can have a field named description: its value is the name of a type, not a text.
walk(
  if type == "object" then
    with_entries(select(
      (.key | IN("description", "description_kind", "summary", "deprecation_message") | not)
      or (.value | type != "string" or IN("string", "number", "bool", "dynamic"))
    ))
  else . end
)
| { format_version, provider_schemas }
