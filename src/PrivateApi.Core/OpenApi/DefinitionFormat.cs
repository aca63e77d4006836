namespace PrivateApi.OpenApi;

/// <summary>How a definition is written.</summary>
internal enum DefinitionFormat
{
    Json,
    Yaml,
}
