namespace PrivateApi.Templates;

/// <summary>The templates built into <c>Export-PrivateApiTemplate</c>.</summary>
public enum TemplateKind
{
    /// <summary>The network that <c>New-PrivateApiNetwork</c> creates, with an endpoint for execute-api.</summary>
    DemoNetwork,

    /// <summary>A Lambda function that calls from inside a VPC, with its role and security group.</summary>
    Tester,
}
