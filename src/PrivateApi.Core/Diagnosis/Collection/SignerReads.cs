// Over 250 lines: what IAM says of one identity, list by list.
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;
using PrivateApi.Reachability.Signer;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// Reads the policies of whoever signs: inline, attached, of groups, and the permissions boundary (IAM guide, "Policies and
/// permissions in IAM"). Session policies and those of an organization cannot be read from the account.
/// </summary>
internal sealed class SignerReads(SnapshotReads reads)
{
    /// <summary>The name of the list among what could not be read.</summary>
    public const string Subject = "Signer";

    private IamClient Iam => reads.Session.Iam;

    /// <summary>The signer; none where nobody signs, no method wants a signature, or it is in another account.</summary>
    public async Task<IReadOnlyList<SignerFact>> ReadAsync(
        string? principal,
        string accountId,
        IEnumerable<ApiFact> apis,
        CancellationToken stop
    )
    {
        SignerName? name = SignerName.Parse(principal);
        return
            name is null
            || name.AccountId != accountId
            || name.IsRoot
            || !apis.SelectMany(api => api.Stages).SelectMany(stage => stage.Methods).Any(method => method.Authorization == "AWS_IAM")
            ? []
            : [await (name.IsUser ? UserAsync(name, stop) : RoleAsync(name, stop))];
    }

    private async Task<SignerFact> UserAsync(SignerName name, CancellationToken stop)
    {
        (GetUserResponse? user, bool isMissing) = await EntityAsync(
            "iam:GetUser",
            () => Iam.GetUserAsync(new GetUserRequest { UserName = name.Name }, stop)
        );
        if (isMissing)
        {
            return new SignerFact { Principal = name.Principal, IsMissing = true };
        }

        string who = $"user {name.Name}";
        List<SignerPolicyFact> policies =
        [
            .. await InlineAsync(
                who,
                "User",
                () => NamesAsync(new ListUserPoliciesRequest { UserName = name.Name }, Iam.ListUserPoliciesAsync, stop),
                async policy =>
                    (
                        await Iam.GetUserPolicyAsync(new GetUserPolicyRequest { UserName = name.Name, PolicyName = policy }, stop)
                    ).PolicyDocument
            ),
            .. await AttachedAsync(
                who,
                "User",
                () => AttachedAsync(new ListAttachedUserPoliciesRequest { UserName = name.Name }, Iam.ListAttachedUserPoliciesAsync, stop),
                stop
            ),
        ];
        IReadOnlyList<string>? groups = await TryAsync(
            "iam:ListGroupsForUser",
            () => NamesAsync(new ListGroupsForUserRequest { UserName = name.Name }, Iam.ListGroupsForUserAsync, stop)
        );
        policies.AddRange(groups is null ? [Unread($"the groups of {who}")] : []);
        foreach (string group in groups ?? [])
        {
            policies.AddRange(await GroupAsync(group, stop));
        }

        return new SignerFact
        {
            Principal = name.Principal,
            Arn = user?.Arn,
            Id = user?.UserId,
            Tags = Tags(user?.Tags),
            Policies = policies,
            Boundary = user is null
                ? Unread($"the permissions boundary of {who}")
                : await BoundaryAsync(user.PermissionsBoundaryArn, who, stop),
        };
    }

    private async Task<IReadOnlyList<SignerPolicyFact>> GroupAsync(string group, CancellationToken stop) =>
        [
            .. await InlineAsync(
                $"group {group}",
                "Group",
                () => NamesAsync(new ListGroupPoliciesRequest { GroupName = group }, Iam.ListGroupPoliciesAsync, stop),
                async policy =>
                    (
                        await Iam.GetGroupPolicyAsync(new GetGroupPolicyRequest { GroupName = group, PolicyName = policy }, stop)
                    ).PolicyDocument
            ),
            .. await AttachedAsync(
                $"group {group}",
                "Group",
                () => AttachedAsync(new ListAttachedGroupPoliciesRequest { GroupName = group }, Iam.ListAttachedGroupPoliciesAsync, stop),
                stop
            ),
        ];

    private async Task<SignerFact> RoleAsync(SignerName name, CancellationToken stop)
    {
        (GetRoleResponse? role, bool isMissing) = await EntityAsync(
            "iam:GetRole",
            () => Iam.GetRoleAsync(new GetRoleRequest { RoleName = name.Name }, stop)
        );
        if (isMissing)
        {
            return new SignerFact { Principal = name.Principal, IsMissing = true };
        }

        string who = $"role {name.Name}";
        return new SignerFact
        {
            Principal = name.Principal,
            Arn = role?.Role.Arn,
            Id = role?.Role.RoleId,
            Tags = Tags(role?.Role.Tags),
            Policies =
            [
                .. await InlineAsync(
                    who,
                    "Role",
                    () =>
                        Pages.ListAsync(
                            new ListRolePoliciesRequest { RoleName = name.Name },
                            Iam.ListRolePoliciesAsync,
                            page => page.PolicyNames,
                            stop
                        ),
                    async policy =>
                        (
                            await Iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = name.Name, PolicyName = policy }, stop)
                        ).PolicyDocument
                ),
                .. await AttachedAsync(
                    who,
                    "Role",
                    () =>
                        AttachedAsync(
                            new ListAttachedRolePoliciesRequest { RoleName = name.Name },
                            Iam.ListAttachedRolePoliciesAsync,
                            stop
                        ),
                    stop
                ),
            ],
            Boundary = role is null
                ? Unread($"the permissions boundary of {who}")
                : await BoundaryAsync(role.Role.PermissionsBoundary?.PermissionsBoundaryArn, who, stop),
        };
    }

    private async Task<IReadOnlyList<SignerPolicyFact>> InlineAsync(
        string who,
        string kind,
        Func<Task<List<string>>> list,
        Func<string, Task<string>> read
    )
    {
        IReadOnlyList<string>? names = await TryAsync($"iam:List{kind}Policies", list);
        List<SignerPolicyFact> found = names is null ? [Unread($"the inline policies of {who}")] : [];
        foreach (string name in names ?? [])
        {
            string? text = await TryAsync($"iam:Get{kind}Policy", () => read(name));
            found.Add(new SignerPolicyFact { Label = $"inline policy \"{name}\" of {who}", Text = Decoded(text) });
        }

        return found;
    }

    private async Task<IReadOnlyList<SignerPolicyFact>> AttachedAsync(
        string who,
        string kind,
        Func<Task<List<AttachedPolicy>>> list,
        CancellationToken stop
    )
    {
        IReadOnlyList<AttachedPolicy>? attached = await TryAsync($"iam:ListAttached{kind}Policies", list);
        List<SignerPolicyFact> found = attached is null ? [Unread($"the attached policies of {who}")] : [];
        foreach (AttachedPolicy policy in attached ?? [])
        {
            found.Add(
                new SignerPolicyFact
                {
                    Label = $"{policy.PolicyName}, attached to {who}",
                    Text = await ManagedAsync(policy.PolicyArn, stop),
                }
            );
        }

        return found;
    }

    private async Task<SignerPolicyFact?> BoundaryAsync(string? arn, string who, CancellationToken stop) =>
        arn is null
            ? null
            : new SignerPolicyFact
            {
                Label = $"{arn.Split('/')[^1]}, the permissions boundary of {who}",
                Text = await ManagedAsync(arn, stop),
            };

    private async Task<string?> ManagedAsync(string arn, CancellationToken stop)
    {
        string? version = await TryAsync(
            "iam:GetPolicy",
            async () => (await Iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, stop)).DefaultVersionId
        );
        return version is null
            ? null
            : Decoded(
                await TryAsync(
                    "iam:GetPolicyVersion",
                    async () =>
                        (
                            await Iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = arn, VersionId = version }, stop)
                        ).PolicyDocument
                )
            );
    }

    private static Task<List<string>> NamesAsync<TRequest>(
        TRequest request,
        Func<TRequest, CancellationToken, Task<NamesResponse>> read,
        CancellationToken stop
    )
        where TRequest : AmazonWebServiceRequest => Pages.ListAsync(request, read, page => page.Names, stop);

    private static Task<List<AttachedPolicy>> AttachedAsync<TRequest>(
        TRequest request,
        Func<TRequest, CancellationToken, Task<ListAttachedRolePoliciesResponse>> read,
        CancellationToken stop
    )
        where TRequest : AmazonWebServiceRequest => Pages.ListAsync(request, read, page => page.AttachedPolicies, stop);

    private async Task<(T? Found, bool IsMissing)> EntityAsync<T>(string permission, Func<Task<T>> read)
        where T : class
    {
        try
        {
            return (await TryAsync(permission, read, "NoSuchEntity"), false);
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "NoSuchEntity")
        {
            return (null, true);
        }
    }

    private Task<T?> TryAsync<T>(string permission, Func<Task<T>> read, string? known = null)
        where T : class => reads.OneAsync(Subject, permission, async () => (T?)await read(), known);

    private static SignerPolicyFact Unread(string what) => new() { Label = what };

    private static string? Decoded(string? text) => text is null ? null : Uri.UnescapeDataString(text);

    private static Dictionary<string, string> Tags(IEnumerable<Tag>? tags) => (tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);
}
