namespace PrivateApi.Resources;

/// <summary>
/// Names of a resolver's steps: the values of the tag <c>privateapi:step</c>, a contract with resolvers created earlier.
/// </summary>
internal static class ResolverSteps
{
    public const string Endpoint = "resolver";
    public const string SecurityGroup = "resolver-group";
    public const string Rule = "resolver-rule";
}
