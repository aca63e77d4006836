using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Authorization;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Creating, reading and deleting functions.</summary>
internal static class FunctionOperations
{
    private const int LargestPage = 50;

    public static LabResponse Create(ServiceCall call)
    {
        JsonObject body = LambdaService.Body(call);
        string name = FunctionRules.Name(call, (string?)body["FunctionName"]);
        LambdaState state = call.State<LambdaState>();
        if (state.Functions.ContainsKey(name))
        {
            throw new AwsFault(409, "ResourceConflictException", $"Function already exist: {name}");
        }

        byte[] zip = FunctionRules.Zip(body["Code"]?["ZipFile"]);
        if ((string?)body["Runtime"] is null || (string?)body["Handler"] is null)
        {
            throw FunctionRules.Invalid("Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }

        FunctionRules.Role(call, (string?)body["Role"]);
        FunctionNetwork.CheckForms(body["VpcConfig"] as JsonObject);
        LabFunction function = new()
        {
            Name = name,
            Arn = FunctionName.Arn(call, name),
            ActiveAt = call.Now + call.Store.Options.PendingTime,
            Configuration = Configuration(call, name, body),
        };
        function.Touch(call.Store.Ids);
        SetCode(function, zip);
        SetLayers(function, body);
        foreach ((string key, JsonNode? value) in body["Tags"] as JsonObject ?? [])
        {
            function.Tags[key] = (string?)value ?? string.Empty;
        }

        FunctionNetwork.Place(call, function, body["VpcConfig"] as JsonObject);
        state.Functions.Add(name, function);
        return LambdaService.Json(call, 201, function.Show(call.Now));
    }

    public static LabResponse Get(ServiceCall call, string name)
    {
        (LabFunction function, string? qualifier) = FunctionName.FindQualified(call, name);
        JsonObject answer = new()
        {
            ["Configuration"] = Qualified(function, qualifier, call.Now),
            ["Code"] = new JsonObject
            {
                ["RepositoryType"] = "S3",
                ["Location"] =
                    $"https://awslambda-{call.Region}-tasks.s3.{call.Region}.amazonaws.com/snapshots/{call.AccountId}/{function.Name}",
            },
        };

        // Lambda API reference, GetFunction: tags are shown to callers that may lambda:ListTags; others get TagsError instead.
        if (!CallAuthorization.Allows(call, LambdaPermissions.ListTags, function.Arn, TagKeys.OfResource(function.Tags)))
        {
            answer["TagsError"] = new JsonObject
            {
                ["ErrorCode"] = "AccessDeniedException",
                ["Message"] = $"User is not authorized to perform: {LambdaPermissions.ListTags} on resource: {function.Arn}",
            };
        }
        else if (function.Tags.Count > 0)
        {
            answer["Tags"] = FunctionTags.Show(function);
        }

        return LambdaService.Json(call, 200, answer);
    }

    public static LabResponse GetConfiguration(ServiceCall call, string name)
    {
        (LabFunction function, string? qualifier) = FunctionName.FindQualified(call, name);
        return LambdaService.Json(call, 200, Qualified(function, qualifier, call.Now));
    }

    public static LabResponse List(ServiceCall call)
    {
        string? size = call.Request.QueryValue("MaxItems");
        int take = Math.Clamp(size is null ? LargestPage : int.Parse(size, CultureInfo.InvariantCulture), 1, LargestPage);
        int start = LabMarker.Read(call.Request.QueryValue("Marker")) ?? throw FunctionRules.Invalid("Invalid Marker.");
        List<LabFunction> rest = [.. call.State<LambdaState>().Functions.Values.Skip(start)];
        JsonObject answer = new()
        {
            ["Functions"] = new JsonArray([.. rest.Take(take).Select(function => function.ShowInList(call.Now))]),
            ["NextMarker"] = rest.Count > take ? LabMarker.Write(start + take) : null,
        };
        return LambdaService.Json(call, 200, answer);
    }

    /// <summary>The lab publishes no versions: there is only the latest one.</summary>
    public static LabResponse Versions(ServiceCall call, string name) =>
        LambdaService.Json(
            call,
            200,
            new JsonObject { ["Versions"] = new JsonArray(WithLatest(FunctionName.Find(call, name).ShowInList(call.Now))) }
        );

    /// <summary>No function in the lab has code signing; Terraform asks for it.</summary>
    public static LabResponse CodeSigning(ServiceCall call, string name) =>
        LambdaService.Json(call, 200, new JsonObject { ["FunctionName"] = FunctionName.Find(call, name).Name });

    public static LabResponse Delete(ServiceCall call, string name)
    {
        LabFunction function = Deletable(call, name);
        call.State<LambdaState>().Functions.Remove(function.Name);
        FunctionNetwork.Leave(call, function);
        return LambdaService.Json(call, 204, null);
    }

    /// <summary>The function, if the call is not about a version or an alias of it.</summary>
    private static LabFunction Deletable(ServiceCall call, string text)
    {
        (string name, string? qualifier) = FunctionName.Parse(call, text);
        return qualifier switch
        {
            null => FunctionName.Find(call, text),
            FunctionName.Latest => throw FunctionRules.Invalid("$LATEST version cannot be deleted without deleting the function."),
            _ when !qualifier.Contains('$', StringComparison.Ordinal) && !qualifier.All(char.IsAsciiDigit) => throw FunctionRules.Invalid(
                "Deletion of aliases is not currently supported."
            ),
            _ => throw FunctionName.Unknown(FunctionName.Arn(call, name)),
        };
    }

    private static JsonObject Qualified(LabFunction function, string? qualifier, DateTimeOffset now) =>
        qualifier is null ? function.Show(now) : WithLatest(function.Show(now));

    /// <summary>A configuration whose ARN says which version it is.</summary>
    private static JsonObject WithLatest(JsonObject shown)
    {
        shown["FunctionArn"] = $"{(string?)shown["FunctionArn"]}:{FunctionName.Latest}";
        return shown;
    }

    public static void SetCode(LabFunction function, byte[] zip)
    {
        function.Configuration["CodeSize"] = zip.Length;
        function.Configuration["CodeSha256"] = FunctionRules.Sha256(zip);
    }

    /// <summary>Layers are requested by ARN and shown with their size; the lab stores them but runs none.</summary>
    public static void SetLayers(LabFunction function, JsonObject body)
    {
        if (body["Layers"] is JsonArray layers)
        {
            function.Configuration["Layers"] = new JsonArray([
                .. layers.Select(arn => new JsonObject { ["Arn"] = arn!.DeepClone(), ["CodeSize"] = 1 }),
            ]);
        }
    }

    /// <summary>A time as Lambda writes it: milliseconds and a numeric offset.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + "+0000";

    private static JsonObject Configuration(ServiceCall call, string name, JsonObject body)
    {
        JsonObject configuration = new()
        {
            ["FunctionName"] = name,
            ["FunctionArn"] = FunctionName.Arn(call, name),
            ["Runtime"] = (string)body["Runtime"]!,
            ["Role"] = (string)body["Role"]!,
            ["Handler"] = (string)body["Handler"]!,
            ["Description"] = (string?)body["Description"] ?? string.Empty,
            ["Timeout"] = FunctionRules.Number(body["Timeout"], "timeout", 3, 1, 900),
            ["MemorySize"] = FunctionRules.Number(body["MemorySize"], "memorySize", 128, 128, 10240),
            ["LastModified"] = Time(call.Now),
            ["Version"] = "$LATEST",
            ["TracingConfig"] = new JsonObject { ["Mode"] = (string?)body["TracingConfig"]?["Mode"] ?? "PassThrough" },
            ["PackageType"] = "Zip",
            ["Architectures"] = body["Architectures"]?.DeepClone() ?? new JsonArray("x86_64"),
            ["EphemeralStorage"] = body["EphemeralStorage"]?.DeepClone() ?? new JsonObject { ["Size"] = 512 },
            ["SnapStart"] = FunctionSettings.SnapStart(body),
            ["LoggingConfig"] = FunctionSettings.Logging(name, null, body),
            ["RuntimeVersionConfig"] = FunctionSettings.RuntimeVersion(call, (string)body["Runtime"]!),
        };
        foreach (string member in new[] { "Environment", "FileSystemConfigs", "KMSKeyArn", "DeadLetterConfig" })
        {
            if (body[member] is { } value)
            {
                configuration[member] = value.DeepClone();
            }
        }

        return configuration;
    }
}
