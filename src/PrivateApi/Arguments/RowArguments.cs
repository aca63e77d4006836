// Over 250 lines: one rule, what of an object is taken, with all its refusals.
using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Model;

namespace PrivateApi.Arguments;

/// <summary>
/// What objects of the pipeline give a command beside what PowerShell binds. PowerShell binds the members of its default parameter
/// set and passes over all others, so a row with a caller would be a row without one. A row is taken at its word, or refused.
/// </summary>
internal sealed class RowArguments
{
    // What objects of AWS Tools and ours give; their other members have the names of parameters for reasons of their own.
    private static readonly string[] OfObjects = ["Region", "RestApiId", "StageName", "Uri", "LoadBalancerArn", "InputObject"];

    // What a table expects, which only the one who reads the table tests.
    private static readonly string[] OfTables = ["ExpectedVerdict", "ExpectedCheck"];

    // What says where Test-PrivateApi judges a call from, or what for, and what no other command that makes calls has.
    private static readonly string[] OfTests =
    [
        "FunctionName",
        "NetworkInterfaceId",
        "VpcId",
        "SourceIp",
        "OnPremises",
        "Resolver",
        "DomainName",
        "Principal",
        "Token",
        "AuthorizerDecision",
    ];

    /// <summary>How the message about a row begins that was not taken.</summary>
    public const string NotUsed = "The row was not used. ";

    private readonly PSCmdlet _command;
    private readonly IReadOnlyList<RowParameter> _parameters;
    private readonly HashSet<string> _typed;
    private readonly Dictionary<RowParameter, object?> _start;
    private bool _isCase;

    /// <summary>Remembers what was typed; to be made before the first object.</summary>
    public RowArguments(PSCmdlet command)
    {
        _command = command;
        _parameters = RowParameter.Of(command.GetType());
        _typed = new(command.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        _start = _parameters.Where(item => item.IsOfRow).ToDictionary(item => item, item => item.Property.GetValue(command));
        foreach (RowParameter item in _parameters.Where(IsCell))
        {
            RequireValue(command, item.Name);
        }
    }

    /// <summary>The parameters on the command line.</summary>
    public IReadOnlyCollection<string> Typed => _typed;

    /// <summary>True if the parameter is on the command line.</summary>
    public bool IsTyped(string parameter) => _typed.Contains(parameter);

    /// <summary>The object of this module that was taken last, also one out of a job or a file; null for another or none.</summary>
    public IAwsResource? Ours { get; private set; }

    /// <summary>True where the command line leaves a custom domain name to be the address, or says so.</summary>
    /// <param name="form">The form of address.</param>
    public bool IsByName(UrlForm form) => !IsTyped("UrlForm") || form is UrlForm.Auto or UrlForm.CustomDomain;

    /// <summary>
    /// The base path of a private custom domain name that was piped, itself or in a result, and is to be called by; null for none, and
    /// where the command line says otherwise what is called.
    /// </summary>
    /// <param name="form">The form of address.</param>
    public DomainMapping? MappingOf(UrlForm form) =>
        IsTyped("RestApiId") || IsTyped("Uri") || !IsByName(form) ? null : Ours as DomainMapping ?? (Ours as TestResult)?.Input?.Mapping;

    /// <summary>Takes what PowerShell left of an object, and puts back what it should not have taken.</summary>
    /// <param name="item">The object; null without a pipeline.</param>
    /// <exception cref="PrivateApiException"><c>RowNotUnderstood</c>, <c>InputNotUsed</c>, <c>InputNotWhole</c>.</exception>
    public void Take(PSObject? item)
    {
        Ours = Resource(item);
        if (item is null || IsTyped("InputObject"))
        {
            return;
        }

        if (Ours is not null)
        {
            Reset(
                Ours switch
                {
                    TestResult => ["Region", "RestApiId"],
                    ApiKeyInfo => [.. OfObjects, nameof(ApiKeyInfo.ApiKey)],
                    _ => OfObjects,
                }
            );
        }
        else if (IsObject(item))
        {
            RequireNoRule(item);
            Reset([.. OfObjects, "VpcEndpointId"]);
            RequireUse(item);
        }
        else
        {
            RequireUse(item);
            Bind(item);
        }
    }

    /// <summary>Takes all of a row that PowerShell has not seen.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="PrivateApiException"><c>RowNotUnderstood</c>.</exception>
    public void TakeCase(PSObject row)
    {
        _isCase = true;
        Ours = null;
        Bind(row);
    }

    /// <summary>
    /// Puts back what <see cref="Take"/> and <see cref="TakeCase"/> set: PowerShell does so only with what it bound.
    /// </summary>
    public void Release()
    {
        foreach ((RowParameter parameter, object? value) in _start.Where(entry => _isCase || !entry.Key.IsOfAllSets))
        {
            parameter.Property.SetValue(_command, value);
        }
    }

    /// <summary>
    /// Refuses a row whose members look like parameters that a row cannot give: the command would do something else than the row says.
    /// A parameter on the command line decides.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="given">The object of the pipeline; null without one.</param>
    /// <exception cref="PrivateApiException"><c>RowNotUnderstood</c>.</exception>
    public static void RequireUnderstood(PSCmdlet command, object? given)
    {
        if (given is not PSObject { BaseObject: not (string or IConvertible or IAwsResource) } row || IsObject(row) || IsAnswer(row))
        {
            return;
        }

        IReadOnlyList<RowParameter> parameters = RowParameter.Of(command.GetType());
        Dictionary<string, object> bound = command.MyInvocation.BoundParameters;
        List<string> wrong =
        [
            .. row
                .Properties.Where(member => !bound.ContainsKey(member.Name) && IsPlain(Value(member)))
                .Where(member => JsonArgument.Unwrap(Value(member)) is IConvertible || parameters.Any(item => item.Name == member.Name))
                .Select(member => Complaint(member.Name, parameters))
                .OfType<string>(),
        ];
        if (wrong.Count > 0)
        {
            throw NotUnderstood(row, string.Join(" ", wrong));
        }
    }

    // An answer of AWS as JSON has objects in its members, and lists under AWS's names: it says what is, not what to do.
    private static bool IsAnswer(PSObject item) =>
        item
            .Properties.Select(member => JsonArgument.Unwrap(Value(member)))
            .Any(value =>
                value is PSObject || (value is object[] list && list.Any(part => part is PSObject { BaseObject: PSCustomObject }))
            );

    /// <summary>The object of this module that was given, also one out of a job or a file; null for anything else.</summary>
    /// <exception cref="PrivateApiException"><c>InputNotWhole</c>.</exception>
    public static IAwsResource? Resource(object? given)
    {
        try
        {
            return (
                    DeserializedRecord.TypeOf(given) is { } type
                        ? DeserializedRecord.Rebuild((PSObject)given!, type)
                        : JsonArgument.Unwrap(given)
                ) as IAwsResource;
        }
        catch (FormatException e)
        {
            throw new PrivateApiException("InputNotWhole", FaultKind.InvalidArgument, e.Message, given!.ToString());
        }
    }

    private void Bind(PSObject row)
    {
        List<string> wrong =
        [
            .. row
                .Properties.Where(member => IsPlain(Value(member)))
                .Select(member => Complaint(member.Name, _parameters) ?? OfTest(member.Name))
                .OfType<string>(),
        ];
        if (wrong.Count > 0)
        {
            throw NotUnderstood(row, string.Join(" ", wrong));
        }

        if (IsTyped("Region") && row.Properties["Region"]?.Value?.ToString() is { Length: > 0 } region && region != TypedValue("Region"))
        {
            throw NotUnderstood(row, $"Its Region is {region}, and the command line says {TypedValue("Region")}.");
        }

        List<RowParameter> given = [.. _parameters.Where(item => IsTyped(item.Name) && item.IsOfRow)];
        foreach (RowParameter parameter in _start.Keys.Where(item => !IsTyped(item.Name)))
        {
            PSPropertyInfo? member = parameter.Names.Select(name => row.Properties[name]).FirstOrDefault(found => found is not null);
            if (member is null || CellArgumentAttribute.IsEmpty(Value(member)))
            {
                if (member is not null)
                {
                    parameter.Property.SetValue(_command, _start[parameter]);
                }

                continue;
            }

            given.Add(parameter);
            if (_isCase || !parameter.IsOfAllSets)
            {
                Set(row, parameter, Value(member));
            }
            else if (JsonArgument.Unwrap(Value(member)) is IConvertible)
            {
                // PowerShell passes over a member of the pipeline that the parameter cannot take.
                Converted(row, parameter, Value(member));
            }
        }

        RequireOneSet(row, [.. given.Where(item => !item.IsOfAllSets)]);
    }

    private string? TypedValue(string parameter) => _start.First(entry => entry.Key.Name == parameter).Value?.ToString();

    // A row that would be judged from somewhere is not called from somewhere else.
    private string? OfTest(string member) =>
        OfTests.FirstOrDefault(name => string.Equals(name, member, StringComparison.OrdinalIgnoreCase)) is { } name
        && _parameters.All(item => item.Name != name)
            ? $"{name} is a parameter of Test-PrivateApi: a call is made from SubnetId (with SecurityGroupId), from InstanceId or from "
                + "this machine, and a custom domain name is called by its Uri."
            : null;

    private void Set(PSObject row, RowParameter parameter, object? value) =>
        parameter.Property.SetValue(_command, Converted(row, parameter, value));

    private static object? Converted(PSObject row, RowParameter parameter, object? value)
    {
        try
        {
            return parameter.Convert(value);
        }
        catch (Exception e) when (e is RuntimeException or PSInvalidCastException)
        {
            throw NotUnderstood(row, $"{parameter.Name}: {e.Message}");
        }
    }

    private static string? Complaint(string member, IReadOnlyList<RowParameter> parameters)
    {
        RowParameter? same = parameters.FirstOrDefault(item => item.Names.Contains(member, StringComparer.OrdinalIgnoreCase));
        return same is { IsOfRow: true } ? null
            : same is not null ? $"{member} cannot come from a row: give -{same.Name} on the command line."
            : OfTables.Contains(member, StringComparer.OrdinalIgnoreCase)
                ? $"{member} would be passed over: Test-PrivateApi -CasePath reads a table and what it expects."
            : NearNames.Find(member, parameters) is not { } near ? null
            : string.Equals(member, "Caller", StringComparison.OrdinalIgnoreCase)
                ? "Caller is a caller in words: name it with SubnetId, InstanceId, FunctionName, NetworkInterfaceId, or VpcId and SourceIp."
            : $"{member} is not the name of a parameter: {near.Name} is.";
    }

    private void RequireOneSet(PSObject row, RowParameter[] given)
    {
        string[] fitting = [.. given.SelectMany(item => item.Sets).Distinct().Where(set => given.All(item => item.Sets.Contains(set)))];
        if (given.Length > 0 && fitting.Length == 0)
        {
            throw NotUnderstood(row, $"{string.Join(" and ", given.Select(item => item.Name))} do not go together: a call has one caller.");
        }

        IEnumerable<string[]> missing = fitting.Select(set =>
            _parameters.Where(item => item.IsMandatoryIn(set) && !given.Contains(item)).Select(item => item.Name).ToArray()
        );
        if (fitting.Length > 0 && missing.All(names => names.Length > 0))
        {
            throw NotUnderstood(
                row,
                $"{string.Join(" and ", given.Select(item => item.Name))} needs "
                    + $"{string.Join(", or ", missing.Select(names => string.Join(" and ", names)))} as well."
            );
        }
    }

    private void Reset(IReadOnlyCollection<string> kept)
    {
        foreach (RowParameter parameter in _start.Keys.Where(item => item.IsOfAllSets && !kept.Contains(item.Name) && !IsTyped(item.Name)))
        {
            parameter.Property.SetValue(_command, _start[parameter]);
        }
    }

    // An object that gives nothing would be passed over in silence, since the command line names all that is needed.
    private void RequireUse(PSObject item)
    {
        bool isText = item.BaseObject is string or IConvertible;
        if (isText ? IsTyped("RestApiId") : !_start.Keys.Any(parameter => parameter.Names.Any(name => item.Properties[name] is not null)))
        {
            throw new PrivateApiException(
                "InputNotUsed",
                FaultKind.InvalidArgument,
                $"Nothing of {ObjectKind.Describe(item)} is a parameter that the command line leaves open. Pipe in APIs, or rows with "
                    + "members that are named like parameters.",
                item.ToString()
            );
        }
    }

    // A rule alone does not say of which name it is, so that the default host of its API would be called.
    private void RequireNoRule(PSObject item)
    {
        if (
            item.TypeNames[0].EndsWith($".{nameof(DomainRule)}", StringComparison.Ordinal)
            && item.TypeNames[0].Contains("PrivateApi.Model.", StringComparison.Ordinal)
            && !IsTyped("RestApiId")
            && !IsTyped("Uri")
        )
        {
            throw new PrivateApiException(
                "InputNotUsed",
                FaultKind.InvalidArgument,
                $"The routing rule {item} does not say which private custom domain name it is of. Give the URL with -Uri: "
                    + "https://{name}/{base path}{path}. The base paths of a name can be piped: (Get-PrivateApiDomain {name}).Mapping.",
                item.ToString()
            );
        }
    }

    /// <summary>Ends the command if a typed parameter has no value, as PowerShell does where no row may give it.</summary>
    public static void RequireValue(PSCmdlet command, string parameter)
    {
        if (
            command.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
            && (value is null or "" || (value is string[] list && Array.TrueForAll(list, string.IsNullOrEmpty)))
        )
        {
            command.ThrowTerminatingError(
                new ErrorRecord(
                    new ParameterBindingException(
                        $"Cannot validate argument on parameter '{parameter}'. The argument is null or empty. Provide an argument "
                            + "that is not null or empty, and then try the command again."
                    ),
                    "ParameterArgumentValidationError",
                    ErrorCategory.InvalidData,
                    null
                )
            );
        }
    }

    private static bool IsCell(RowParameter parameter) =>
        parameter
            .Property.GetCustomAttributes(true)
            .Any(item =>
                item
                    is CellArgumentAttribute
                        or HeaderArgumentAttribute
                        or ResourceIdArgumentAttribute { IsCell: true }
                        or SecretArgumentAttribute { IsCell: true }
            );

    // Objects of ours and of AWS Tools, here and out of a job: their members mean what their types say.
    private static bool IsObject(PSObject item)
    {
        string type = item.TypeNames[0];
        type = type.StartsWith("Deserialized.", StringComparison.Ordinal) ? type["Deserialized.".Length..] : type;
        return item.BaseObject is not (string or IConvertible)
            && (type.StartsWith("PrivateApi.", StringComparison.Ordinal) || type.StartsWith("Amazon.", StringComparison.Ordinal));
    }

    private static bool IsPlain(object? value) =>
        !CellArgumentAttribute.IsEmpty(value)
        && JsonArgument.Unwrap(value) is IConvertible or System.Net.IPAddress or Uri or IEnumerable<string> or object[] { Length: > 0 }
        && (JsonArgument.Unwrap(value) is not object[] list || list.All(item => JsonArgument.Unwrap(item) is IConvertible));

    private static object? Value(PSPropertyInfo member)
    {
        try
        {
            return member.IsGettable ? member.Value : null;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static PrivateApiException NotUnderstood(PSObject row, string why) =>
        new("RowNotUnderstood", FaultKind.InvalidArgument, $"{NotUsed}{why}", row.ToString());
}
