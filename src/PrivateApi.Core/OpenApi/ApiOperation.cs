namespace PrivateApi.OpenApi;

/// <summary>One method of a definition.</summary>
/// <param name="Path">Path template, for instance <c>/pets/{petId}</c>.</param>
/// <param name="Method">Upper-case verb, or <c>ANY</c>.</param>
/// <param name="Pointer">JSON pointer to the operation.</param>
/// <param name="IntegrationType">Upper-case type of its integration; null if it has none.</param>
internal sealed record ApiOperation(string Path, string Method, string Pointer, string? IntegrationType)
{
    public override string ToString() => $"{Method} {Path}";
}
