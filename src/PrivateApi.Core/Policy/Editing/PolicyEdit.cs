namespace PrivateApi.Policy.Editing;

/// <summary>A policy with what was changed in it; every other statement stays as it is written.</summary>
/// <param name="Policy">The policy as JSON.</param>
/// <param name="Changes">What was changed, in words, one text for each change; empty when nothing was.</param>
internal sealed record PolicyEdit(string Policy, IReadOnlyList<string> Changes)
{
    /// <summary>What was asked for and could not be changed, or was so already, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
