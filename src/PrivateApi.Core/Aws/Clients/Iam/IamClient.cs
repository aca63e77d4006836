using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Iam;

/// <summary>IAM: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class IamClient(AWSCredentials credentials, ServiceConfig config) : QueryClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("IAM", "iam", "iam", "2010-05-08", IsGlobal: true);

    public Task<CreateRoleResponse> CreateRoleAsync(CreateRoleRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.CreateRole, stop);

    public Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.GetRole, stop);

    public Task<UpdateAssumeRolePolicyResponse> UpdateAssumeRolePolicyAsync(
        UpdateAssumeRolePolicyRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, IamXml.Nothing<UpdateAssumeRolePolicyResponse>, stop);

    public Task<PutRolePolicyResponse> PutRolePolicyAsync(PutRolePolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.Nothing<PutRolePolicyResponse>, stop);

    public Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.GetRolePolicy, stop);

    public Task<DeleteRolePolicyResponse> DeleteRolePolicyAsync(DeleteRolePolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.Nothing<DeleteRolePolicyResponse>, stop);

    public Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.ListRolePolicies, stop);

    public Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(
        ListAttachedRolePoliciesRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, IamXml.ListAttachedRolePolicies, stop);

    public Task<DetachRolePolicyResponse> DetachRolePolicyAsync(DetachRolePolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.Nothing<DetachRolePolicyResponse>, stop);

    public Task<DeleteRoleResponse> DeleteRoleAsync(DeleteRoleRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.Nothing<DeleteRoleResponse>, stop);

    public Task<TagRoleResponse> TagRoleAsync(TagRoleRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.Nothing<TagRoleResponse>, stop);

    public Task<ListRoleTagsResponse> ListRoleTagsAsync(ListRoleTagsRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.ListRoleTags, stop);

    public Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.GetUser, stop);

    public Task<NamesResponse> ListUserPoliciesAsync(ListUserPoliciesRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.PolicyNames, stop);

    public Task<PolicyTextResponse> GetUserPolicyAsync(GetUserPolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.PolicyDocument, stop);

    public Task<ListAttachedRolePoliciesResponse> ListAttachedUserPoliciesAsync(
        ListAttachedUserPoliciesRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, IamXml.ListAttachedRolePolicies, stop);

    public Task<NamesResponse> ListGroupsForUserAsync(ListGroupsForUserRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.GroupNames, stop);

    public Task<NamesResponse> ListGroupPoliciesAsync(ListGroupPoliciesRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.PolicyNames, stop);

    public Task<PolicyTextResponse> GetGroupPolicyAsync(GetGroupPolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.PolicyDocument, stop);

    public Task<ListAttachedRolePoliciesResponse> ListAttachedGroupPoliciesAsync(
        ListAttachedGroupPoliciesRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, IamXml.ListAttachedRolePolicies, stop);

    public Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.GetPolicy, stop);

    public Task<PolicyTextResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken stop = default) =>
        CallAsync(request, IamXml.PolicyVersion, stop);
}
