using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.OpenApi;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What importing a definition into an API would do.</summary>
/// <param name="Before">The API as it is.</param>
/// <param name="Definition">The definition.</param>
/// <param name="Overwrites">True for overwrite: methods that the definition does not have are removed. False for merge.</param>
/// <param name="Methods">What happens to the methods.</param>
/// <param name="IsUnchanged">True when exactly this definition was imported last, and all its methods still exist.</param>
internal sealed record DefinitionChange(
    RestApi Before,
    ApiDefinitionDocument Definition,
    bool Overwrites,
    MethodDiff Methods,
    bool IsUnchanged
)
{
    /// <summary>The change in words, for -WhatIf.</summary>
    public IEnumerable<string> Lines() =>
        [
            $"Import the definition {Definition.Title} into API {Before.Id} ({(Overwrites ? "overwrite" : "merge")}):",
            .. Methods.IsEmpty
                ? ["  no method changes, but models, descriptions or settings do"]
                : Methods.Lines().Select(line => "  " + line),
        ];
}
