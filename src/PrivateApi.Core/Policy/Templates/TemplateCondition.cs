namespace PrivateApi.Policy.Templates;

/// <summary>One condition of a named template: the operator, the key, and the parameter that the values come from.</summary>
internal sealed record TemplateCondition(string Operator, string Key, string Values);
