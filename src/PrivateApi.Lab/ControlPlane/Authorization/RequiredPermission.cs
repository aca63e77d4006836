using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>One thing a caller must be allowed for a call to be carried out.</summary>
/// <param name="Action">The IAM action, for instance <c>ec2:CreateVpc</c>.</param>
/// <param name="Resource">The ARN it is asked for, or a star where the action knows no resource.</param>
/// <param name="Keys">The condition keys of the action and the resource; those of every request come on top.</param>
internal sealed record RequiredPermission(string Action, string Resource, RequestKeys Keys)
{
    public RequiredPermission(string action, string resource)
        : this(action, resource, [])
    {
    }

    /// <summary>True for what the call does without, and only answers less.</summary>
    public bool IsOptional { get; init; }
}
