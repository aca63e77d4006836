<#
.SYNOPSIS
    A runspace whose screen has so many columns, wherever the tests run.
#>
param([int] $Columns)

if (-not ('PrivateApiTests.WideHost' -as [type])) {
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PrivateApiTests
{
    public sealed class WideHost : PSHost
    {
        private readonly WideInterface _ui;
        private readonly Guid _id = Guid.NewGuid();

        public WideHost(int columns) { _ui = new WideInterface(columns); }

        public override string Name { get { return "WideHost"; } }
        public override Version Version { get { return new Version(1, 0); } }
        public override Guid InstanceId { get { return _id; } }
        public override PSHostUserInterface UI { get { return _ui; } }
        public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }
        public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }
        public override void EnterNestedPrompt() { }
        public override void ExitNestedPrompt() { }
        public override void NotifyBeginApplication() { }
        public override void NotifyEndApplication() { }
        public override void SetShouldExit(int exitCode) { }
    }

    public sealed class WideInterface : PSHostUserInterface
    {
        private readonly WideScreen _screen;

        public WideInterface(int columns) { _screen = new WideScreen(columns); }

        public override PSHostRawUserInterface RawUI { get { return _screen; } }
        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) { throw new NotSupportedException(message); }
        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) { throw new NotSupportedException(message); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(message); }
        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotSupportedException(message); }
        public override string ReadLine() { throw new NotSupportedException(); }
        public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
        public override void Write(string value) { }
        public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { }
        public override void WriteLine(string value) { }
        public override void WriteDebugLine(string message) { }
        public override void WriteErrorLine(string value) { }
        public override void WriteProgress(long sourceId, ProgressRecord record) { }
        public override void WriteVerboseLine(string message) { }
        public override void WriteWarningLine(string message) { }
    }

    public sealed class WideScreen : PSHostRawUserInterface
    {
        public WideScreen(int columns) { BufferSize = new Size(columns, 50); }

        public override Size BufferSize { get; set; }
        public override Size WindowSize { get { return BufferSize; } set { } }
        public override Size MaxWindowSize { get { return BufferSize; } }
        public override Size MaxPhysicalWindowSize { get { return BufferSize; } }
        public override Coordinates WindowPosition { get; set; }
        public override Coordinates CursorPosition { get; set; }
        public override int CursorSize { get; set; }
        public override ConsoleColor ForegroundColor { get; set; }
        public override ConsoleColor BackgroundColor { get; set; }
        public override string WindowTitle { get; set; }
        public override bool KeyAvailable { get { return false; } }
        public override void FlushInputBuffer() { }
        public override KeyInfo ReadKey(ReadKeyOptions options) { throw new NotSupportedException(); }
        public override BufferCell[,] GetBufferContents(Rectangle rectangle) { throw new NotSupportedException(); }
        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { throw new NotSupportedException(); }
        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { throw new NotSupportedException(); }
        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { throw new NotSupportedException(); }
    }
}
'@
}

$runspace = [runspacefactory]::CreateRunspace([PrivateApiTests.WideHost]::new($Columns), [initialsessionstate]::CreateDefault2())
$runspace.Open()
$runspace
