namespace PrivateApi.OpenApi;

/// <summary>Something about a definition that API Gateway refuses, or that the user should know.</summary>
/// <param name="Pointer">JSON pointer to the place; empty for the whole document.</param>
/// <param name="Message">What is wrong there.</param>
internal sealed record DefinitionProblem(string Pointer, string Message)
{
    public override string ToString() => Pointer.Length == 0 ? Message : $"{Pointer}: {Message}";
}
