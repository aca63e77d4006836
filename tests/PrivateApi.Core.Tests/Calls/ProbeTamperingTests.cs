// Over 250 lines: each way of tampering with a probe is a short test, and they share their scene.
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;
using FunctionEnvironment = PrivateApi.Aws.Clients.Lambda.Environment;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// Somebody may have changed the probe, its role, or put something else under its name: what a call carries does not go there.
/// </summary>
public sealed class ProbeTamperingTests
{
    private const string RoleName = "privateapi-probe-eu-west-1";
    private const string Secret = "0123456789abcdefghij";

    private static CancellationToken Stop => LabScene.Stop;

    public static TheoryData<string> Settings =>
        [
            "AWS_LAMBDA_EXEC_WRAPPER",
            "PYTHONPATH",
            "LD_PRELOAD",
            "PRIVATEAPI_SUFFIX",
            "PRIVATEAPI_DOMAINS",
            "PRIVATEAPI_ADDRESSES",
            "Handler",
            "Runtime",
            "Layers",
            "FileSystemConfigs",
            "Role",
            "VpcConfig",
            "Timeout",
            "KMSKeyArn",
            "DeadLetterConfig",
            "TracingConfig",
        ];

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_that_was_changed_is_restored_before_the_call_and_named(string setting)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string name = await tapped.FunctionAsync();
        string before = await ShowAsync(scene, name);
        await ChangeAsync(scene, name, setting);
        Assert.NotEqual(before, await ShowAsync(scene, name));

        CallResult result = await tapped.CallAsync(Keyed(scene));
        Assert.Equal(200, result.StatusCode);
        Assert.Equal(before, await ShowAsync(scene, name));
        Assert.Contains(setting, Assert.Single(tapped.ProgressEvents.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, tapped.Tap.Count("UpdateFunctionConfiguration"));

        // And once only.
        await tapped.CallAsync(Keyed(scene));
        Assert.Equal(1, tapped.Tap.Count("UpdateFunctionConfiguration"));
    }

    [Fact]
    public async Task A_function_that_does_not_stay_restored_is_refused_and_gets_nothing()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string name = await tapped.FunctionAsync();
        await ChangeAsync(scene, name, "PYTHONPATH");
        System.Text.Json.Nodes.JsonNode changed = LabFunctionOf(scene, name)["Environment"]!.DeepClone();
        tapped.Tap.After = operation =>
        {
            if (operation == "UpdateFunctionConfiguration")
            {
                LabFunctionOf(scene, name)["Environment"] = changed.DeepClone();
            }

            return Task.CompletedTask;
        };
        PrivateApiException refused = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal("ProbeAltered", refused.ErrorId);
        Assert.Contains("PYTHONPATH", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, tapped.Tap.Count("Invoke"));
    }

    [Fact]
    public async Task A_change_after_the_plan_and_before_the_call_keeps_the_call_back()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        PreparedCall call = await tapped.PrepareAsync(Keyed(scene));
        await ChangeAsync(scene, await tapped.FunctionAsync(), "AWS_LAMBDA_EXEC_WRAPPER");
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => call.RunAsync(tapped.ProgressEvents, Stop));
        Assert.Equal(("ProbeAltered", true), (refused.ErrorId, refused.EndsPipeline));
        Assert.Equal(1, tapped.Tap.Count("Invoke"));
        Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_between_the_look_and_the_call_is_told_even_if_it_was_undone()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string name = await tapped.FunctionAsync();
        tapped.Tap.Before = async operation =>
        {
            if (operation == "Invoke")
            {
                await scene.Lab.Witness.Lambda.UpdateFunctionConfigurationAsync(
                    new UpdateFunctionConfigurationRequest { FunctionName = name, Description = "changed" },
                    Stop
                );
            }
        };
        PrivateApiException told = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal("ProbeAltered", told.ErrorId);
        Assert.Contains("may have been read", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("architecture")]
    public async Task Other_code_under_our_tags_is_refused_and_left_for_whoever_looks_into_it(string what)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string name = await tapped.FunctionAsync();
        LabFunctionOf(scene, name)[what == "code" ? "CodeSha256" : "Architectures"] =
            what == "code" ? "AAAA" : new System.Text.Json.Nodes.JsonArray("arm64");
        PrivateApiException refused = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal("ProbeAltered", refused.ErrorId);
        Assert.Contains(what == "code" ? "CodeSha256" : "Architectures", refused.Message, StringComparison.Ordinal);
        Assert.Equal(
            (1, 0, 0),
            (tapped.Tap.Count("Invoke"), tapped.Tap.Count("UpdateFunctionConfiguration"), tapped.Tap.Count("DeleteFunction"))
        );
    }

    [Fact]
    public async Task A_function_of_the_name_without_our_tags_is_neither_used_nor_changed_nor_deleted()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string name = await tapped.FunctionAsync();
        scene.Lab.Lab.Store.Get<LambdaState>("123456789012", "eu-west-1").Functions[name].Tags.Clear();
        string before = await ShowAsync(scene, name);
        PrivateApiException refused = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal(("NameTaken", name, true), (refused.ErrorId, refused.Target, refused.EndsPipeline));
        Assert.Contains($"Remove-LMFunction -FunctionName {name}", refused.Message, StringComparison.Ordinal);
        await new ProbeRemoval(tapped.Session).RemoveAsync(scene.Network.VpcId, tapped.ProgressEvents, Stop);
        Assert.Contains(name, Assert.Single(tapped.ProgressEvents.Warnings), StringComparison.Ordinal);
        Assert.Equal(before, await ShowAsync(scene, name));
        Assert.Equal(
            (1, 0, 0),
            (tapped.Tap.Count("Invoke"), tapped.Tap.Count("UpdateFunctionConfiguration"), tapped.Tap.Count("DeleteFunction"))
        );
    }

    [Fact]
    public async Task Tags_that_may_not_be_read_prove_nothing()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string configuration = System.Text.Json.JsonSerializer.Serialize(LabFunctionOf(scene, await tapped.FunctionAsync()));
        tapped.Tap.Answer = (operation, _) =>
            operation == "GetFunction"
                ? new HttpResponseMessage
                {
                    Content = new StringContent(
                        $$"""{"Configuration":{{configuration}},"TagsError":{"ErrorCode":"AccessDeniedException","Message":"no"} }"""
                    ),
                }
                : null;
        PrivateApiException refused = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal(FaultKind.PermissionDenied, refused.Kind);
        Assert.Contains("lambda:ListTags", refused.Message, StringComparison.Ordinal);
        await new ProbeRemoval(tapped.Session).RemoveAsync(scene.Network.VpcId, tapped.ProgressEvents, Stop);
        Assert.Equal((1, 0), (tapped.Tap.Count("Invoke"), tapped.Tap.Count("DeleteFunction")));
    }

    [Theory]
    [InlineData("trust policy")]
    [InlineData("inline policy network-interfaces")]
    [InlineData("inline policy more")]
    [InlineData("attached policy arn:aws:iam::aws:policy/AdministratorAccess")]
    public async Task A_role_that_was_given_more_is_restored_before_the_call_and_the_difference_named(string difference)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        string before = await RoleAsync(scene);
        await WidenAsync(scene, difference);
        Assert.NotEqual(before, await RoleAsync(scene));
        Assert.Equal(200, (await tapped.CallAsync(Keyed(scene))).StatusCode);
        Assert.Equal(before, await RoleAsync(scene));

        // A missing or other policy of our own may be a run that was stopped.
        Assert.Equal(
            difference == "inline policy network-interfaces" ? 0 : 1,
            tapped.ProgressEvents.Warnings.Count(text => text.Contains(difference, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_role_of_the_name_without_our_tags_is_neither_used_nor_changed_nor_deleted()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        const string Trust =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        await scene.Lab.Witness.Iam.CreateRoleAsync(new CreateRoleRequest { RoleName = RoleName, AssumeRolePolicyDocument = Trust }, Stop);
        string before = await RoleAsync(scene);
        PrivateApiException refused = await tapped.RefusedAsync(Keyed(scene));
        Assert.Equal(("NameTaken", RoleName), (refused.ErrorId, refused.Target));
        await new ProbeRemoval(tapped.Session).RemoveAsync(scene.Network.VpcId, tapped.ProgressEvents, Stop);
        Assert.Equal(before, await RoleAsync(scene));
    }

    [Fact]
    public async Task The_role_is_for_this_accounts_functions_and_code_in_them_can_do_nothing_with_it()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        System.Text.Json.Nodes.JsonNode trust = await DocumentAsync(scene, trust: true);
        Assert.Equal("123456789012", (string?)trust["Statement"]![0]!["Condition"]!["StringEquals"]!["aws:SourceAccount"]);
        Assert.DoesNotContain("SourceFunctionArn", trust.ToJsonString(), StringComparison.Ordinal);
        System.Text.Json.Nodes.JsonNode deny = (await DocumentAsync(scene, trust: false))["Statement"]![1]!;
        Assert.Equal(
            ("Deny", "*", "*", "arn:aws:lambda:*:123456789012:function:*"),
            (
                (string?)deny["Effect"],
                (string?)deny["Action"],
                (string?)deny["Resource"],
                (string?)deny["Condition"]!["ArnLike"]!["lambda:SourceFunctionArn"]
            )
        );
    }

    [Fact]
    public async Task A_permissions_boundary_is_left_alone_and_named()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        await tapped.CallAsync(scene.Inside);
        const string Boundary = "arn:aws:iam::123456789012:policy/limit";
        tapped.Tap.Answer = (operation, _) =>
            operation == "GetRole" ? new HttpResponseMessage { Content = new StringContent(Bounded(scene, Boundary)) } : null;
        Assert.Equal(200, (await tapped.CallAsync(Keyed(scene))).StatusCode);
        Assert.Contains(tapped.ProgressEvents.All, notice => notice.Text.Contains(Boundary, StringComparison.Ordinal));
    }

    private static CallRequest Keyed(CallScene scene) =>
        scene.Inside with
        {
            Headers = new Dictionary<string, string> { ["x-api-key"] = Secret },
        };

    private static System.Text.Json.Nodes.JsonObject LabFunctionOf(CallScene scene, string name) =>
        scene.Lab.Lab.Store.Get<LambdaState>("123456789012", "eu-west-1").Functions[name].Configuration;

    private static LabRole LabRoleOf(CallScene scene) => scene.Lab.Lab.Store.Get<IamState>("123456789012", "*").Roles[RoleName];

    private static string Bounded(CallScene scene, string boundary)
    {
        System.Xml.Linq.XElement role = IamRoles.Show(LabRoleOf(scene), isWhole: true);
        role.Add(
            new System.Xml.Linq.XElement(
                "PermissionsBoundary",
                new System.Xml.Linq.XElement("PermissionsBoundaryType", "Policy"),
                new System.Xml.Linq.XElement("PermissionsBoundaryArn", boundary)
            )
        );
        return new System.Xml.Linq.XElement("GetRoleResponse", new System.Xml.Linq.XElement("GetRoleResult", role)).ToString();
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> DocumentAsync(CallScene scene, bool trust) =>
        System.Text.Json.Nodes.JsonNode.Parse(
            Uri.UnescapeDataString(
                trust
                    ? (await scene.Lab.Witness.Iam.GetRoleAsync(new GetRoleRequest { RoleName = RoleName }, Stop))
                        .Role
                        .AssumeRolePolicyDocument!
                    : (
                        await scene.Lab.Witness.Iam.GetRolePolicyAsync(
                            new GetRolePolicyRequest { RoleName = RoleName, PolicyName = "network-interfaces" },
                            Stop
                        )
                    ).PolicyDocument
            )
        )!;

    /// <summary>The function as it stands, without what every change moves.</summary>
    private static async Task<string> ShowAsync(CallScene scene, string name)
    {
        FunctionConfiguration now = await scene.Lab.Witness.Lambda.GetFunctionConfigurationAsync(
            new GetFunctionConfigurationRequest { FunctionName = name },
            Stop
        );
        return string.Join(
            '|',
            now.Handler,
            now.Role,
            now.Timeout,
            now.KMSKeyArn,
            now.DeadLetterConfig?.TargetArn,
            now.TracingConfig?.Mode,
            now.Runtime is "python3.14" or "python3.13" ? "ours" : now.Runtime,
            string.Join(',', (now.Environment?.Variables ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal)),
            string.Join(',', (now.Layers ?? []).Select(layer => layer.Arn)),
            string.Join(',', (now.FileSystemConfigs ?? []).Select(system => system.Arn)),
            string.Join(',', now.VpcConfig?.SubnetIds ?? []),
            string.Join(',', now.VpcConfig?.SecurityGroupIds ?? [])
        );
    }

    private static async Task<string> RoleAsync(CallScene scene)
    {
        await Task.CompletedTask;
        LabRole role = LabRoleOf(scene);
        return $"{role.TrustPolicy}|{string.Join(',', role.Policies)}|{string.Join(',', role.Attached)}|{string.Join(',', role.Tags)}";
    }

    private static async Task WidenAsync(CallScene scene, string difference)
    {
        const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        const string Anybody =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*","Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        switch (difference.Split(' '))
        {
            case ["trust", _]:
                await scene.Lab.Witness.Iam.UpdateAssumeRolePolicyAsync(
                    new UpdateAssumeRolePolicyRequest { RoleName = RoleName, PolicyDocument = Anybody },
                    Stop
                );
                break;
            case ["inline", _, string policy]:
                await scene.Lab.Witness.Iam.PutRolePolicyAsync(
                    new PutRolePolicyRequest
                    {
                        RoleName = RoleName,
                        PolicyName = policy,
                        PolicyDocument = Everything,
                    },
                    Stop
                );
                break;
            default:
                LabRoleOf(scene).Attached.Add(difference.Split(' ')[^1]);
                break;
        }
    }

    private static async Task ChangeAsync(CallScene scene, string name, string setting)
    {
        FunctionConfiguration now = await scene.Lab.Witness.Lambda.GetFunctionConfigurationAsync(
            new GetFunctionConfigurationRequest { FunctionName = name },
            Stop
        );
        UpdateFunctionConfigurationRequest change = new() { FunctionName = name };
        switch (setting)
        {
            case "Handler":
                change.Handler = "other.handler";
                break;
            case "Runtime":
                change.Runtime = "nodejs22.x";
                break;
            case "Layers":
                change.Layers = ["arn:aws:lambda:eu-west-1:999999999999:layer:spy:1"];
                break;
            case "FileSystemConfigs":
                change.FileSystemConfigs =
                [
                    new FileSystemConfig
                    {
                        Arn = "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0",
                        LocalMountPath = "/mnt/x",
                    },
                ];
                break;
            case "Role":
                await scene.Lab.Witness.Iam.CreateRoleAsync(
                    new CreateRoleRequest { RoleName = "other", AssumeRolePolicyDocument = LabRoleOf(scene).TrustPolicy },
                    Stop
                );
                scene
                    .Lab.Lab.Store.Get<IamState>("123456789012", "*")
                    .Roles["other"]
                    .Attached.Add("arn:aws:iam::aws:policy/AdministratorAccess");
                LabFunctionOf(scene, name)["Role"] = "arn:aws:iam::123456789012:role/other";
                return;
            case "VpcConfig":
                change.VpcConfig = new VpcConfig
                {
                    SubnetIds = now.VpcConfig!.SubnetIds,
                    SecurityGroupIds = [scene.Network.SecurityGroupId!],
                };
                break;
            case "Timeout":
                change.Timeout = 3;
                break;
            case "KMSKeyArn":
                change.KMSKeyArn = "arn:aws:kms:eu-west-1:999999999999:key/1";
                break;
            case "DeadLetterConfig":
                change.DeadLetterConfig = new DeadLetterConfig { TargetArn = "arn:aws:sqs:eu-west-1:999999999999:q" };
                break;
            case "TracingConfig":
                change.TracingConfig = new TracingConfig { Mode = "Active" };
                break;
            default:
                change.Environment = new FunctionEnvironment
                {
                    Variables = new Dictionary<string, string>(now.Environment!.Variables!) { [setting] = "/opt/spy" },
                };
                break;
        }

        await scene.Lab.Witness.Lambda.UpdateFunctionConfigurationAsync(change, Stop);
        await new ProbeFunctions(scene.Lab.Witness).WaitActiveAsync(name, null, Stop);
    }
}
