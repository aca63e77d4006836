namespace PrivateApi.Templates;

/// <summary>Templates that <c>Export-PrivateApiTemplate</c> has of itself.</summary>
public enum TemplateKind
{
    /// <summary>The network that <c>New-PrivateApiNetwork</c> makes, with an endpoint for execute-api.</summary>
    DemoNetwork,

    /// <summary>A Lambda function that calls from inside a VPC, with its role and security group.</summary>
    Tester,
}
