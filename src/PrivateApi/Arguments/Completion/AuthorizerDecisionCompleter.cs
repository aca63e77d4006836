namespace PrivateApi.Arguments.Completion;

/// <summary>Completes what a method's authorizer may decide; a policy document is not completed.</summary>
public sealed class AuthorizerDecisionCompleter() : WordCompleter(("Allow", "it admits the call"), ("Deny", "it refuses the call"));
