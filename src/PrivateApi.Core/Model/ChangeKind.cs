using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>What a change changes, in the order in which changes can be made.</summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum ChangeKind
{
    /// <summary>A DNS attribute of a VPC.</summary>
    VpcAttribute,

    /// <summary>Private DNS of an endpoint.</summary>
    PrivateDns,

    /// <summary>The endpoints that are associated with an API.</summary>
    EndpointAssociation,

    /// <summary>A rule of a security group.</summary>
    SecurityGroupRule,

    /// <summary>An entry of a network ACL.</summary>
    NetworkAclEntry,

    /// <summary>A route of a route table.</summary>
    Route,

    /// <summary>A statement of an API's resource policy.</summary>
    ResourcePolicy,

    /// <summary>What a stage serves.</summary>
    Deployment,

    /// <summary>Whether an API answers by its default host.</summary>
    DefaultEndpoint,

    /// <summary>A statement of an endpoint's policy.</summary>
    EndpointPolicy,

    /// <summary>Who may invoke a Lambda function.</summary>
    FunctionPermission,

    /// <summary>Whether an API key is enabled.</summary>
    ApiKey,

    /// <summary>A usage plan of its own.</summary>
    UsagePlan,

    /// <summary>The keys of a usage plan.</summary>
    UsagePlanKey,

    /// <summary>The stages of a usage plan.</summary>
    UsagePlanStage,
}
